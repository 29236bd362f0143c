package dev.leverframe.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.evidence.Interval;
import dev.leverframe.model.Estimand;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.Verdict;
import dev.leverframe.model.VerdictRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainWordsTest {
    private static final Forecast LATER = new Forecast(Forecast.State.LATER, 3412, 1.9e8, 0.0131);
    private static final Judgement OPEN = new Judgement(Verdict.CONTINUE, "the data fit a gain and a loss", List.of());

    @Test
    void tellsTheWholeStoryOfAnOpenComparison() {
        assertThat(paragraph(comparison(0.021, -0.0042, 0.0462), OPEN, LATER, LearningScope.ISOLATED))
                .isEqualTo(
                        "'lints' has 0.562 and 'control' 0.541 (mean reward per decision; 2,104 and 2,098 decisions)."
                                + " The difference is estimated at +0.021; with 95 % confidence it lies between -0.004 and +0.046,"
                                + " however often one looks. No verdict yet: the data fit a gain and a loss. If the difference is"
                                + " what it looks like, about 3,412 more decisions will tell, 2.2 days at the present rate; at the"
                                + " limit of 20,000 decisions the smallest difference that can be told from none is 0.013. Each"
                                + " variant learned only from the decisions that it served.");
    }

    @Test
    void saysThatThereWillNeverBeEnough() {
        Forecast never = new Forecast(Forecast.State.NEVER, -1, -1, 0.031);
        assertThat(paragraph(comparison(0.01, -0.04, 0.06), OPEN, never, LearningScope.SHARED))
                .contains("there is not enough traffic to ever know: at the limit of 20,000 decisions")
                .endsWith("All variants learned from all decisions, so one may have lived on what another explored.");
    }

    @Test
    void warnsOfAnEstimateAtTheMomentOfStopping() {
        Judgement win = new Judgement(Verdict.WIN, "it is better", List.of());
        assertThat(paragraph(comparison(0.03, 0.01, 0.05), win, LATER, LearningScope.ISOLATED))
                .contains("'lints' can take over: it is better. An estimate at the moment of stopping overstates")
                .doesNotContain("will tell");
    }

    @Test
    void namesEverythingThatIsUnmet() {
        Judgement blocked = new Judgement(Verdict.CONTINUE, "one", List.of("one", "two"));
        assertThat(paragraph(comparison(0.03, 0.01, 0.05), blocked, LATER, LearningScope.ISOLATED))
                .contains("No verdict yet: one; two. Each variant")
                .doesNotContain("will tell");
    }

    @Test
    void hasNoNumbersBeforeTheFirstOutcome() {
        Comparison empty = new Comparison(
                "b", "a", Estimand.PER_UNIT, 0, 0, Double.NaN, Double.NaN, Double.NaN, new Interval(-1, 1), 0.05, 1);
        Forecast unknown = new Forecast(Forecast.State.UNKNOWN, -1, -1, Double.POSITIVE_INFINITY);
        assertThat(paragraph(empty, OPEN, unknown, LearningScope.ISOLATED))
                .startsWith("There are no mature outcomes yet. No verdict yet")
                .contains("How long it will take is not known yet")
                .doesNotContain("NaN");
    }

    @Test
    void everyVerdictHasItsSentence() {
        for (Verdict verdict : Verdict.values()) {
            String paragraph = paragraph(
                    comparison(0.03, 0.01, 0.05),
                    new Judgement(verdict, "the reason", List.of()),
                    LATER,
                    LearningScope.ISOLATED);
            assertThat(paragraph).contains(": the reason.").doesNotContain("..");
        }
    }

    @Test
    void narrowIntervalsGetMoreDecimals() {
        assertThat(Words.between(new Interval(0.00012, 0.00046))).isEqualTo("between +0.00012 and +0.00046");
        assertThat(Words.between(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)))
                .isEqualTo("between -infinity and +infinity");
    }

    @Test
    void durationsAreInTheUnitThatFits() {
        assertThat(Words.duration(90_000)).isEqualTo("2 min");
        assertThat(Words.duration(5 * 3_600_000.0)).isEqualTo("5 h");
        assertThat(Words.duration(60 * 3_600_000.0)).isEqualTo("2.5 days");
    }

    private static String paragraph(
            Comparison comparison, Judgement judgement, Forecast forecast, LearningScope scope) {
        return PlainWords.paragraph(comparison, judgement, forecast, VerdictRules.DEFAULT, scope);
    }

    private static Comparison comparison(double difference, double lower, double upper) {
        return new Comparison(
                "lints",
                "control",
                Estimand.PER_DECISION,
                2104,
                2098,
                0.562,
                0.541,
                difference,
                new Interval(lower, upper),
                0.05,
                0.2);
    }
}
