package dev.leverframe.experiment;

import dev.leverframe.model.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * A verdict and why.
 *
 * @param reason one sentence
 * @param unmet what stands between the evidence and a win or a futility, each in words; empty where nothing does
 */
public record Judgement(Verdict verdict, String reason, List<String> unmet) {
    public Judgement {
        unmet = List.copyOf(unmet);
    }

    /**
     * What several treatments come to: harm and broken guardrails first, then a win; futility and time-out only where every
     * treatment has stopped.
     *
     * @param judgements one for each treatment, at least one
     */
    public static Judgement overall(List<Judgement> judgements) {
        Judgement first = judgements.stream()
                .min(Comparator.comparing(Judgement::verdict))
                .orElseThrow(() -> new IllegalArgumentException("there must be at least one treatment"));
        if (first.verdict().compareTo(Verdict.WIN) <= 0) {
            return first;
        }
        return judgements.stream().max(Comparator.comparing(Judgement::verdict)).orElse(first);
    }
}
