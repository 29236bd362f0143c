package dev.leverframe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StableHashTest {
    private static final JsonArray LINES = StatisticsVectors.array("hash_raw_lines");

    @Test
    void equalsTenVectorsOfZeroAllocationHashing() {
        JsonArray vectors = StatisticsVectors.array("hash");
        assertThat(vectors.size()).isEqualTo(10);
        for (JsonObject vector : StatisticsVectors.objects(vectors)) {
            long hash = StableHash.of(fields(vector));
            assertThat(HexFormat.of().toHexDigits(hash)).isEqualTo(vector.getString("xxh3"));
            assertThat(Long.toUnsignedString(hash)).isEqualTo(vector.getString("unsigned"));
            assertThat(Long.remainderUnsigned(hash, 100)).isEqualTo(vector.getLong("mod100"));
            assertThat(Long.remainderUnsigned(hash, 10_000)).isEqualTo(vector.getLong("mod10000"));
            assertThat(StableHash.unitInterval(hash)).isEqualTo(vector.getDouble("u53"), within(1e-16));
        }
    }

    private static String[] fields(JsonObject vector) {
        return vector.getJsonArray("fields").stream().map(String.class::cast).toArray(String[]::new);
    }

    @Test
    void noFieldsHaveThePublishedHashOfTheEmptyInput() {
        assertThat(LINES.getString(0)).endsWith("= " + HexFormat.of().toHexDigits(StableHash.of()));
        assertThat(StableHash.of()).isEqualTo(0x2d06800538d394c2L);
    }

    @Test
    void canonicalBytesEqualTheVectorsBytes() {
        String prefix = "canon bytes of vector 1: ";
        String line = LINES.stream()
                .map(String.class::cast)
                .filter(s -> s.startsWith(prefix))
                .findFirst()
                .orElseThrow();
        byte[] canonical = HexFormat.of().parseHex(line.substring(prefix.length()));
        assertThat(StableHash.of("exp-router-1", "analysis", "user-1"))
                .isEqualTo(Hashing.xxh3_64().hashBytesToLong(canonical));
    }

    /** The definition, written out: length and UTF-8 bytes of each field. */
    @Test
    void canonicalBytesAreLengthAndUtf8OfEachFieldWhateverTheCharacters() {
        String[] texts = {"", "arm", "0", "caf\u00e9", "\u0141\u00f3d\u017a", "\ud83d\ude00", "\u007f", "\u0080", "a b"
        };
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            String[] fields = {texts[random.nextInt(texts.length)], texts[random.nextInt(texts.length)], "x" + i};
            ByteBuffer canonical = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
            for (String field : fields) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                canonical.putInt(bytes.length).put(bytes);
            }
            byte[] whole = Arrays.copyOf(canonical.array(), canonical.position());
            assertThat(StableHash.of(fields)).isEqualTo(Hashing.xxh3_64().hashBytesToLong(whole));
        }
    }

    /** Some hundred different hashes of 64 bits collide with probability 1e-15. */
    @Test
    void howABytesequenceIsSplitIntoFieldsMatters() {
        assertThat(StableHash.of("ab", "c")).isNotEqualTo(StableHash.of("a", "bc"));
        Map<Long, String> seen = new HashMap<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            String text = Integer.toString(random.nextInt(50), 2);
            int cut = random.nextInt(text.length() + 1);
            String split = text.substring(0, cut) + "|" + text.substring(cut);
            long hash = StableHash.of(text.substring(0, cut), text.substring(cut));
            assertThat(seen.merge(hash, split, (before, now) -> before)).isEqualTo(split);
        }
    }

    @Test
    void theKeyedUniformIsTheHashOfItsArgumentsInsideTheUnitInterval() {
        double u = StableHash.uniform("01JDA", "arm", 3);
        assertThat(u).isEqualTo(StableHash.unitInterval(StableHash.of("arm", "01JDA", "3")));
        assertThat(StableHash.unitInterval(0)).isEqualTo(0x1.0p-54);
        assertThat(StableHash.unitInterval(-1)).isLessThan(1);
    }
}
