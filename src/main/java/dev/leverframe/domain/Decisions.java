package dev.leverframe.domain;

import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Explanation;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.policy.Candidates;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the record of a decision into the answer that the caller gets. */
final class Decisions {
    private Decisions() {}

    static Decision answer(Knowledge knowledge, DecisionMade made, boolean explain) {
        return new Decision(
                made.decisionId(),
                knowledge.domain(),
                made.served(),
                made.propensity(),
                made.policy(),
                made.reason(),
                made.fallbackCause(),
                made.experiment(),
                made.variant(),
                made.phase(),
                explain ? explain(knowledge, made) : null);
    }

    private static Explanation explain(Knowledge knowledge, DecisionMade made) {
        return new Explanation(
                made.candidates(),
                made.behaviour(),
                scores(knowledge, made),
                made.features(),
                names(knowledge, made),
                made.encoding(),
                DecisionMaker.DRAW + ":" + made.decisionId(),
                DecisionMaker.draw(made.decisionId()),
                made.proposals());
    }

    /** As far as the record alone tells: without scores, and without the names of the features. */
    static Explanation recorded(DecisionMade made) {
        return new Explanation(
                made.candidates(),
                made.behaviour(),
                null,
                made.features(),
                Encoding.noNames(made.features()),
                made.encoding(),
                DecisionMaker.DRAW + ":" + made.decisionId(),
                DecisionMaker.draw(made.decisionId()),
                made.proposals());
    }

    private static List<String> names(Knowledge knowledge, DecisionMade made) {
        Encoding encoding = knowledge.encoding();
        return made.encoding().equals(encoding.version())
                ? encoding.names(made.context(), made.served(), made.features())
                : Encoding.noNames(made.features());
    }

    /** Scores of the policy that decided, by what it knows now; none where a substitute decided. */
    private static @Nullable List<Double> scores(Knowledge knowledge, DecisionMade made) {
        if (made.fallbackCause() != null) {
            return null;
        }
        Candidates candidates = knowledge.candidates(made.context(), made.candidates(), made.atMs());
        ExperimentState experiment = made.experiment() == null ? null : knowledge.experiment(made.experiment());
        double[] scores = made.variant() == null || experiment == null
                ? knowledge.core().scores(candidates)
                : experiment.scores(made.variant(), candidates);
        return scores == null ? null : Arrays.stream(scores).boxed().toList();
    }
}
