package dev.leverframe.domain;

import dev.leverframe.domain.DecisionTable.Entry;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.Discarded;
import dev.leverframe.model.Fact.OutcomeDiscarded;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.reward.Composed;
import dev.leverframe.reward.RewardComposer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Works out what an outcome is: new, a duplicate, late, or about nothing that is known. Changes nothing. */
final class OutcomeJudge {
    /** Round-off that a sum is forgiven. */
    private static final double SLACK = 1e-9;

    private final DecisionTable table;
    private final RecentIds outcomeIds;
    private final long ttlMs;
    private final RewardSettings settings;

    OutcomeJudge(DecisionTable table, RecentIds outcomeIds, long ttlMs, RewardSettings settings) {
        this.table = table;
        this.outcomeIds = outcomeIds;
        this.ttlMs = ttlMs;
        this.settings = settings;
    }

    /** The fact that this outcome makes. */
    Fact judge(Outcome outcome, long nowMs) {
        if (outcome.outcomeId() != null && outcomeIds.contains(outcome.outcomeId())) {
            return new OutcomeDiscarded(nowMs, Discarded.DUPLICATE);
        }
        if (outcome.decisionId() == null) {
            return recorded(
                    outcome, Objects.requireNonNull(outcome.arm(), "an outcome has a decision or an arm"), nowMs);
        }
        Entry entry = table.find(outcome.decisionId());
        Discarded refusal = discarded(entry, nowMs);
        return refusal == null
                ? recorded(outcome, Objects.requireNonNull(entry).decision.served(), nowMs)
                : new OutcomeDiscarded(nowMs, refusal);
    }

    /** Why an outcome that is neither new, late nor a duplicate cannot be taken; null where it can. */
    static @Nullable Refusal problem(
            @Nullable JoinedOutcome before, RewardSettings settings, Outcome outcome, double reward) {
        double sum = (before == null ? 0 : before.sum()) + reward;
        if (settings.combine() != Combine.SUM || sum <= 1 + SLACK) {
            return null;
        }
        String field = outcome.reward() != null ? "/reward" : "/";
        return Refusal.field(
                Refusal.Code.UNPROCESSABLE,
                field,
                "the rewards of a decision must not sum to more than 1, got " + sum
                        + "; send smaller ones, or combine outcomes in another way");
    }

    private @Nullable Discarded discarded(@Nullable Entry entry, long nowMs) {
        if (entry == null) {
            return Discarded.UNKNOWN;
        }
        if (table.isSettled(entry)) {
            return Discarded.DUPLICATE;
        }
        return table.isExpired(entry) || entry.decision.atMs() + ttlMs < nowMs ? Discarded.LATE : null;
    }

    private OutcomeRecorded recorded(Outcome outcome, String arm, long nowMs) {
        Composed composed = outcome.components() == null
                ? new Composed(Objects.requireNonNull(outcome.reward(), "a reward or components"), List.of())
                : RewardComposer.compose(settings, outcome.components());
        return new OutcomeRecorded(
                nowMs,
                outcome.decisionId(),
                outcome.outcomeId(),
                arm,
                composed.reward(),
                outcome.components(),
                composed.missing());
    }
}
