package dev.leverframe.domain;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.Discarded;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Refusal;
import java.util.EnumMap;
import java.util.Map;

/** What is only counted. */
final class Counts {
    private final Map<FallbackCause, Long> fallbacks = new EnumMap<>(FallbackCause.class);
    private final Map<Discarded, Long> discarded = new EnumMap<>(Discarded.class);
    /** Of this process only: a refusal is no fact. */
    private final Map<Refusal.Code, Long> refusals = new EnumMap<>(Refusal.Code.class);

    private double propensityErrorMax;

    private long unattributed;
    private long expired;
    private long evicted;

    void decided(DecisionMade decision) {
        propensityErrorMax = Math.max(propensityErrorMax, decision.propensityError());
        if (decision.fallbackCause() != null) {
            fallbacks.merge(decision.fallbackCause(), 1L, Long::sum);
        }
    }

    void discarded(Discarded cause) {
        discarded.merge(cause, 1L, Long::sum);
    }

    void refused(Refusal refusal) {
        refusals.merge(refusal.code(), 1L, Long::sum);
    }

    double propensityErrorMax() {
        return propensityErrorMax;
    }

    /** @return how many there were, this one among them */
    long unattributed() {
        return ++unattributed;
    }

    void expired() {
        expired++;
    }

    void evicted() {
        evicted++;
    }

    DomainStats.Counts stats(Tallies tallies) {
        return new DomainStats.Counts(
                tallies.selects(),
                tallies.outcomes(),
                tallies.pending(),
                unattributed,
                discarded.getOrDefault(Discarded.DUPLICATE, 0L),
                discarded.getOrDefault(Discarded.LATE, 0L),
                discarded.getOrDefault(Discarded.UNKNOWN, 0L),
                expired,
                evicted,
                fallbacks,
                refusals);
    }

    /** What is counted of a tenant: its own selects, outcomes and waiting decisions. */
    static DomainStats.Counts ofTenant(Tallies tallies) {
        return new DomainStats.Counts(
                tallies.selects(), tallies.outcomes(), tallies.pending(), 0, 0, 0, 0, 0, 0, Map.of(), Map.of());
    }
}
