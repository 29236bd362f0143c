package dev.leverframe.bus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Limits;
import dev.leverframe.model.Select;
import dev.leverframe.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is the reader on Jackson: same values to the bit, same refusals, whatever the bytes. */
class SelectBodiesTest {
    private static final Limits LIMITS = new Limits(256, 5, 6, 100, 1000, 4);
    private static final int ITEMS_MAX = 3;
    private static final Supplier<String> IDS = () -> "generated";
    private static final String[] BLANKS = {"", "", "", " ", "\n", "\t", "\r\n"};
    private static final String[] ARMS = {"haiku", "openai/gpt-4o:free", "a", "b b", "sonnet", "opus", " a", "caf\u00e9"
    };
    private static final String[] NAMES = {"tokens", "task", "vision", "vector", "tier", "x", "y", "z", "", "a/b~c"};
    private static final String[] KEYS = {"user-4711", "", "a\\nb", "\\u00e9", "k\u00e9y", "\u007f", "\\\"", "d 1"};
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "-0.0",
        "0.31",
        "-0.52",
        "512",
        "1e3",
        "1E-3",
        "2.5e+2",
        "2.5e",
        "01",
        "-01.5",
        "1.",
        ".5",
        "-",
        "+1",
        "1000000",
        "1000000.0000001",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.1234567890123456789",
        "0.000000000000001",
        "999999999999.999",
        "4.9e-324",
        "1e999",
        "0.1e999",
        "NaN",
        "-Infinity",
        "Infinity",
        "0x10",
        "1_0"
    };
    private static final String[] ODDITIES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "0",
        "-",
        ".",
        "e",
        " ",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u00e9",
        "t",
        "null",
        "\"vector\"",
        "//",
        "'"
    };

    private final SelectBodies bodies = new SelectBodies(LIMITS, ITEMS_MAX, IDS);

    @Test
    void readsWhateverBodyAsTheReaderOfAllJsonDoes() {
        Property.forAll(20_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            sameAsOracle(text(random, select(random)));
        });
    }

    @Test
    void readsWhateverBatchAsTheReaderOfAllJsonDoes() {
        Property.forAll(10_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            String items = IntStream.range(0, random.nextInt(5))
                    .mapToObj(i -> select(random))
                    .collect(Collectors.joining(blank(random) + "," + blank(random)));
            byte[] body = text(random, "{\"requests\":" + blank(random) + "[" + items + "]" + blank(random) + "}");
            assertThat(bodies.many(body, true)).isEqualTo(RequestJson.selects(body, ITEMS_MAX, LIMITS, true, IDS));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{} {}",
                "{}x",
                "[]",
                "null",
                "{\"candidates\": [\"a\", \"a\"]}",
                "{\"candidates\": [\"a\"",
                "{\"candidates\": [\"a\"]",
                "{\"context\": {\"vector\": [1,]}}",
                "{\"context\": {\"vector\": []}}",
                "{\"context\": {\"vector\": [1], \"x\": null}}",
                "{\"context\": {\"vector\": 1}}",
                "{\"context\": {\"vector\": [1]}, \"context\": {}}",
                "{\"context\": {\"x\": truex}}",
                "{\"context\": {\"x\": 1 2}}",
                "{\"key\": \"k\", \"key\": \"k\"}",
                "{\"tenant\": \"../x\"}",
                "{\"decision_id\": \"d 1\"}"
            })
    void readsTheEdgesAsTheReaderOfAllJsonDoes(String body) {
        sameAsOracle(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsOtherEncodingsAsTheReaderOfAllJsonDoes() {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            sameAsOracle("{\"key\": \"k\"}".getBytes(charset));
        }
        sameAsOracle("\ufeff{\"key\": \"k\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void roundsNumbersToTheNearestDoubleWhateverTheirLength() {
        Property.forAll(2_000, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            String number = random.nextBoolean()
                    ? Double.toString((random.nextDouble() - 0.5) * 1000)
                    : random.nextInt(1000) + "." + Long.toUnsignedString(random.nextLong());
            sameAsOracle(("{\"context\": {\"vector\": [" + number + ", 0." + random.nextInt(1000) + "]}}")
                    .getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Else nothing here would be proved of the quick reader. */
    @Test
    void plainBodiesAreReadWithoutTheReaderOfAllJson() {
        byte[] body = """
                {"candidates": ["haiku", "sonnet"], "key": "user-1", "tenant": "acme", "decision_id": "d-1",
                 "context": {"tokens": 512, "task": "code", "vision": false, "tools": true, "gone": null,
                 "x": -1.5e-7}}""".getBytes(StandardCharsets.UTF_8);
        assertThat(plain(body))
                .isEqualTo(RequestJson.select(body, LIMITS, false, IDS).get());
    }

    @Test
    void equalCandidatesAreOneListAndEqualNamesOneText() {
        byte[] first = "{\"candidates\": [\"a\", \"b\"], \"context\": {\"x\": 1}}".getBytes(StandardCharsets.UTF_8);
        byte[] second = "{\"context\": {\"y\": 2}, \"candidates\": [\"a\", \"b\"]}".getBytes(StandardCharsets.UTF_8);
        Select one = bodies.one(first, false).get();
        assertThat(bodies.one(second, false).get().candidates()).isSameAs(one.candidates());
        assertThat(bodies.one(first, false).get()).isEqualTo(one);
    }

    private static Select plain(byte[] body) {
        PlainJson json = new PlainJson();
        json.over(body);
        return requireNonNull(new PlainSelect(json, LIMITS).read(body, false, IDS), "it is plain");
    }

    private void sameAsOracle(byte[] body) {
        assertThat(bodies.one(body, false)).isEqualTo(RequestJson.select(body, LIMITS, false, IDS));
    }

    private static String select(SplittableRandom random) {
        String[] fields = {
            "\"candidates\":" + blank(random) + list(random, 7, () -> quoted(one(random, ARMS))),
            "\"context\":" + blank(random) + context(random),
            "\"key\": " + quoted(one(random, KEYS)),
            "\"tenant\": " + quoted(one(random, ARMS)),
            "\"decision_id\": " + quoted(one(random, KEYS)),
            "\"other\": 1"
        };
        String chosen = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> blank(random) + fields[Math.min(random.nextInt(8), 12) % 6] + blank(random))
                .collect(Collectors.joining(","));
        return blank(random) + "{" + chosen + "}" + blank(random);
    }

    private static String context(SplittableRandom random) {
        if (random.nextBoolean()) {
            return "{\"vector\":" + blank(random) + list(random, 5, () -> number(random)) + "}";
        }
        return "{"
                + IntStream.range(0, random.nextInt(8))
                        .mapToObj(i -> quoted(one(random, NAMES)) + blank(random) + ":" + blank(random) + value(random))
                        .collect(Collectors.joining(blank(random) + ","))
                + "}";
    }

    private static String value(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> "true";
            case 1 -> "false";
            case 2 -> "null";
            case 3 -> quoted(one(random, KEYS));
            case 4 -> "{\"y\": 1}";
            default -> number(random);
        };
    }

    /** Mostly a good one, so that what comes after it is read too. */
    private static String number(SplittableRandom random) {
        return random.nextInt(4) > 0 ? Double.toString(random.nextInt(2000) / 1000.0 - 1) : one(random, NUMBERS);
    }

    private static String list(SplittableRandom random, int sizeMax, Supplier<String> item) {
        return IntStream.range(0, random.nextInt(sizeMax))
                .mapToObj(i -> blank(random) + item.get() + blank(random))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static String blank(SplittableRandom random) {
        return one(random, BLANKS);
    }

    private static String one(SplittableRandom random, String[] of) {
        return of[random.nextInt(of.length)];
    }

    /** Half of them as they are, the others with something changed somewhere. */
    private static byte[] text(SplittableRandom random, String json) {
        String text = json;
        for (int i = random.nextBoolean() ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(3));
            text = text.substring(0, at) + (random.nextBoolean() ? one(random, ODDITIES) : "") + text.substring(to);
        }
        return text.getBytes(random.nextInt(8) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
