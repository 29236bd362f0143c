package dev.leverframe.domain;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.Discarded;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Snapshot;
import java.util.EnumMap;
import java.util.Map;

/** What is only counted. */
final class Counts {
    private static final Map<Discarded, String> NAMES =
            Map.of(Discarded.DUPLICATE, "duplicates", Discarded.LATE, "late", Discarded.UNKNOWN, "unknown");

    private final Map<FallbackCause, Long> fallbacks = new EnumMap<>(FallbackCause.class);
    private final Map<Discarded, Long> discarded = new EnumMap<>(Discarded.class);
    /** Of this process only: a refusal is no fact. */
    private final Map<Refusal.Code, Long> refusals = new EnumMap<>(Refusal.Code.class);

    private double propensityErrorMax;

    private long unattributed;
    private long imported;
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

    /** How many outcomes were discarded for this cause. */
    long discardedFor(Discarded cause) {
        return discarded.getOrDefault(cause, 0L);
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

    void imported() {
        imported++;
    }

    void expired() {
        expired++;
    }

    void evicted() {
        evicted++;
    }

    /** Without the refusals. */
    Snapshot snapshot() {
        Snapshot.Builder kept = Snapshot.builder()
                .numbers("propensity_error_max", propensityErrorMax)
                .counts("unattributed", unattributed)
                .counts("imported", imported)
                .counts("expired", expired)
                .counts("evicted", evicted);
        NAMES.forEach((cause, name) -> kept.counts(name, discarded.getOrDefault(cause, 0L)));
        for (FallbackCause cause : FallbackCause.values()) {
            kept.counts(name(cause), fallbacks.getOrDefault(cause, 0L));
        }
        return kept.build();
    }

    /** Takes over what a snapshot kept. */
    void restore(Snapshot kept) {
        propensityErrorMax = kept.number("propensity_error_max", 0);
        unattributed = kept.count("unattributed", 0);
        imported = kept.count("imported", 0);
        expired = kept.count("expired", 0);
        evicted = kept.count("evicted", 0);
        NAMES.forEach((cause, name) -> restore(discarded, cause, kept.count(name, 0)));
        for (FallbackCause cause : FallbackCause.values()) {
            restore(fallbacks, cause, kept.count(name(cause), 0));
        }
    }

    /** What never happened has no entry. */
    private static <E> void restore(Map<E, Long> counts, E key, long count) {
        if (count > 0) {
            counts.put(key, count);
        }
    }

    private static String name(FallbackCause cause) {
        return "fallbacks." + cause.word();
    }

    DomainStats.Counts stats(Tallies tallies) {
        return new DomainStats.Counts(
                tallies.selects(),
                tallies.outcomes(),
                tallies.pending(),
                unattributed,
                imported,
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
                tallies.selects(), tallies.outcomes(), tallies.pending(), 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());
    }
}
