package dev.leverframe.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Decision;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Reason;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.SelectAnswer;
import dev.leverframe.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The oracle is the writer on Jackson, byte for byte. */
class DecisionWriterTest {
    private static final String[] TEXTS = {
        "haiku",
        "openai/gpt-4o:free",
        "b b",
        "a\"b",
        "a\\b",
        "caf\u00e9",
        "\u0141",
        "\u007f",
        "\n",
        "\ud83d\ude00",
        "",
        "a/b"
    };
    private static final double[] PROPENSITIES = {1, 0.25, 1.0 / 3, 1e-9, 4.9e-324, 0.1 + 0.2, 0.05, 1 - 0x1.0p-53};

    @Test
    void writesWhateverDecisionAsTheWriterOfAllJsonDoes() {
        Property.forAll(5_000, seed -> {
            Decision decision = decision(new SplittableRandom(seed));
            assertThat(AnswerJson.select(decision)).isEqualTo(AnswerJson.complete(decision));
        });
    }

    /** Else nothing here would be proved of the quick writer. */
    @Test
    void writesPlainDecisionsItself() {
        assertThat(DecisionWriter.write(plain())).isEqualTo(AnswerJson.complete(plain()));
    }

    @Test
    void aBatchIsItsAnswersInTheirOrder() {
        SelectAnswer refusal = new Refusal(Refusal.Code.OVERLOADED, "caf\u00e9");
        List<SelectAnswer> answers = List.of(plain(), refusal, plain());
        String each = answers.stream()
                .map(answer -> new String(AnswerJson.complete(answer), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "{\"decisions\":[", "]}"));
        assertThat(new String(AnswerJson.selects(answers), StandardCharsets.UTF_8))
                .isEqualTo(each);
        assertThat(new String(AnswerJson.selects(List.of()), StandardCharsets.UTF_8))
                .isEqualTo("{\"decisions\":[]}");
    }

    private static Decision plain() {
        return new Decision(
                "d-1", "analysis", "haiku", 0.25, "thompson", Reason.SHADOW, null, "lints", null, Phase.SHADOW, null);
    }

    private static Decision decision(SplittableRandom random) {
        return new Decision(
                "01K" + random.nextLong(),
                "analysis",
                text(random),
                random.nextBoolean() ? random.nextDouble() : PROPENSITIES[random.nextInt(PROPENSITIES.length)],
                "lin_ts_diag",
                Reason.values()[random.nextInt(Reason.values().length)],
                random.nextBoolean() ? null : FallbackCause.values()[random.nextInt(FallbackCause.values().length)],
                orNone(random),
                orNone(random),
                random.nextBoolean() ? null : Phase.values()[random.nextInt(Phase.values().length)],
                null);
    }

    private static @Nullable String orNone(SplittableRandom random) {
        return random.nextBoolean() ? null : text(random);
    }

    private static String text(SplittableRandom random) {
        return TEXTS[random.nextInt(3) > 0 ? random.nextInt(3) : random.nextInt(TEXTS.length)];
    }
}
