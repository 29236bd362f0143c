package dev.leverframe.journal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.journal.JournalException;
import dev.leverframe.testing.Property;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever became of a record, reading it gives a value or a {@link JournalException}. */
@Timeout(120)
class DamageTest {
    private static final List<Function<byte[], ?>> READERS =
            List.of(Wire::readFacts, Wire::readSnapshot, Wire::readChange);

    @Test
    void recordCutAnywhereIsRefusedOrRead() {
        Property.forAll(300, seed -> {
            for (byte[] record : records(seed)) {
                for (int length = 0; length < record.length; length++) {
                    read(Arrays.copyOf(record, length));
                }
            }
        });
    }

    @Test
    void recordWithAFlippedBitIsRefusedOrRead() {
        Property.forAll(60, seed -> {
            for (byte[] record : records(seed)) {
                for (int bit = 0; bit < 8 * record.length; bit++) {
                    byte[] flipped = record.clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    read(flipped);
                }
            }
        });
    }

    @Test
    void recordWithManyRandomBytesIsRefusedOrRead() {
        Property.forAll(2_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            for (byte[] record : records(seed)) {
                for (int i = random.nextInt(1, 8); i > 0; i--) {
                    record[random.nextInt(record.length)] = (byte) random.nextInt();
                }
                read(record);
            }
        });
    }

    /** A length that the bytes at hand do not bear out must not be believed. */
    @Test
    void hugeLengthsAllocateNothing() {
        // version 1, then field 5 (the state) that pretends to have 2 GiB less a byte, then the same inside of it
        byte[] claims = {8, 1, 0x2a, -1, -1, -1, -1, 7, 0x0a, -1, -1, -1, -1, 7};
        assertThatThrownBy(() -> Wire.readSnapshot(claims)).isInstanceOf(JournalException.class);
    }

    @Test
    void bottomlessNestingIsRefused() {
        byte[] inner = {};
        for (int i = 0; i < 3_000; i++) {
            inner = framed(i % 3 == 1 ? 6 : 1, inner);
        }
        byte[] state = framed(5, inner);
        byte[] record = new byte[state.length + 2];
        record[0] = 8;
        record[1] = 1;
        System.arraycopy(state, 0, record, 2, state.length);
        assertThatThrownBy(() -> Wire.readSnapshot(record)).isInstanceOf(JournalException.class);
    }

    @Test
    void messageSaysWhatToDo() {
        assertThatThrownBy(() -> Wire.readFacts(new byte[] {8, 1, 0x1a, 9}))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("a commit cannot be understood as format 2")
                .hasMessageContaining("damaged, or a newer version of Leverframe wrote it");
        assertThatThrownBy(() -> Wire.readChange(new byte[0]))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("does not begin with its version");
    }

    private static List<byte[]> records(long seed) {
        Anything anything = new Anything(seed);
        return List.of(Wire.facts(anything.facts()), Wire.snapshot(anything.kept()), Wire.change(anything.change()));
    }

    /** By every reader: it is not said that a key leads to a record of its kind. */
    private static void read(byte[] record) {
        for (Function<byte[], ?> reader : READERS) {
            try {
                assertThat(reader.apply(record)).isNotNull();
            } catch (JournalException refused) {
                assertThat(refused).hasMessageContaining("version of Leverframe");
            }
        }
    }

    private static byte[] framed(int field, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(field << 3 | 2);
        for (int length = content.length; ; length >>>= 7) {
            if (length < 128) {
                out.write(length);
                break;
            }
            out.write(length & 127 | 128);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
