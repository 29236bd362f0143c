package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.Verdict;
import dev.leverframe.model.VerdictRules;
import java.util.ArrayList;
import java.util.List;

/** What a comparison says, as a paragraph for people: from the numbers, and no more than they carry. */
public final class PlainWords {
    private PlainWords() {}

    public static String paragraph(
            Comparison comparison, Judgement judgement, Forecast forecast, VerdictRules rules, LearningScope scope) {
        List<String> sentences = new ArrayList<>();
        if (Double.isNaN(comparison.difference())) {
            sentences.add("There are no mature outcomes yet");
        } else {
            measured(comparison, sentences);
        }
        verdict(comparison, judgement, sentences);
        if (!judgement.verdict().stops() && judgement.unmet().isEmpty()) {
            sentences.add(ahead(forecast, comparison, rules));
        }
        sentences.add(
                scope == LearningScope.SHARED
                        ? "All variants learned from all decisions, so one may have lived on what another explored"
                        : "Each variant learned only from the decisions that it served");
        return String.join(". ", sentences) + ".";
    }

    private static void measured(Comparison c, List<String> sentences) {
        int decimals = Words.decimals(c.interval().upper() - c.interval().lower());
        sentences.add("'" + c.treatment() + "' has " + Words.plain(c.treatmentMean(), decimals) + " and '" + c.control()
                + "' " + Words.plain(c.controlMean(), decimals) + " ("
                + c.estimand().definition() + "; "
                + Words.count(c.treatmentUnits()) + " and " + Words.count(c.controlUnits()) + " "
                + c.estimand().counted() + ")");
        sentences.add("The difference is estimated at " + Words.signed(c.difference(), decimals) + "; with "
                + Words.plain(100 * (1 - c.alpha()), c.alpha() >= 0.01 ? 0 : 1) + " % confidence it lies "
                + Words.between(c.interval()) + ", however often one looks");
    }

    private static void verdict(Comparison c, Judgement judgement, List<String> sentences) {
        sentences.add(
                switch (judgement.verdict()) {
                    case HARM -> "Stop and go back to '" + c.control() + "': " + judgement.reason();
                    case GUARDRAIL -> "Stop and go back to '" + c.control() + "': " + judgement.reason();
                    case WIN -> "'" + c.treatment() + "' can take over: " + judgement.reason();
                    case FUTILE -> "Stop, either will do: " + judgement.reason();
                    case TIMEOUT -> "Stop without a conclusion: " + judgement.reason();
                    case CONTINUE ->
                        judgement.unmet().isEmpty()
                                ? "No verdict yet: " + judgement.reason()
                                : "No verdict yet: " + String.join("; ", judgement.unmet());
                });
        if (judgement.verdict() == Verdict.WIN || judgement.verdict() == Verdict.HARM) {
            sentences.add("An estimate at the moment of stopping overstates the difference; the interval does not");
        }
    }

    private static String ahead(Forecast forecast, Comparison c, VerdictRules rules) {
        String detectable = "at the limit of " + Words.count(rules.unitsMax()) + " "
                + c.estimand().counted() + " the smallest difference that can be told from none is "
                + Words.plain(forecast.detectable(), Words.decimals(forecast.detectable()));
        return switch (forecast.state()) {
            case UNKNOWN -> "How long it will take is not known yet";
            case NOW -> "The next units should decide it";
            case LATER ->
                "If the difference is what it looks like, about " + Words.count(forecast.moreUnits()) + " more "
                        + c.estimand().counted() + " will tell" + rate(forecast) + "; " + detectable;
            case NEVER ->
                "If the difference is what it looks like, there is not enough traffic to ever know: " + detectable;
        };
    }

    private static String rate(Forecast forecast) {
        return forecast.moreMs() < 0 ? "" : ", " + Words.duration(forecast.moreMs()) + " at the present rate";
    }
}
