package dev.leverframe.experiment;

import dev.leverframe.evidence.Behaviour;
import dev.leverframe.evidence.CounterfactualLedger;
import dev.leverframe.evidence.RealisedLedger;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Snapshot;
import dev.leverframe.model.StableHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A stretch of an experiment in which phase, allocation, policies and reward stayed the same, with the ledgers of its
 * variants. A decision counts in the segment that it was made in, however late its outcome comes; totals of different
 * segments are never added.
 */
final class Segment {
    private final int number;
    private final Phase phase;
    private final long fromMs;
    private final ExperimentSpec spec;
    private final Map<String, VariantLedgers> variants = new LinkedHashMap<>();
    private long toMs;
    private long selects;

    Segment(int number, Phase phase, long fromMs, ExperimentSpec spec, Allocation allocation) {
        this.number = number;
        this.phase = phase;
        this.fromMs = fromMs;
        this.spec = spec;
        for (int v = 0; v < spec.variants().size(); v++) {
            ExperimentSpec.Variant variant = spec.variants().get(v);
            variants.put(variant.variant(), new VariantLedgers(variant, allocation.share(v)));
        }
    }

    /** The segment that a snapshot was taken of. */
    static Segment restored(Snapshot kept) {
        ExperimentSpec spec = Kept.spec(kept);
        int number = (int) kept.count("number", 0);
        Phase phase = Kept.phase(kept);
        Segment segment = new Segment(number, phase, kept.count("from_ms", 0), spec, Allocation.of(spec));
        segment.toMs = kept.count("to_ms", 0);
        segment.selects = kept.count("selects", 0);
        List<Snapshot> ledgers = kept.parts("variants");
        segment.variants.forEach((variant, own) -> ledgers.stream()
                .filter(part -> variant.equals(part.text("variant")))
                .forEach(own::restore));
        return segment;
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .fact("spec", new Fact.ExperimentConfigured(fromMs, spec))
                .counts("number", number)
                .text("phase", phase.word())
                .counts("from_ms", fromMs)
                .counts("to_ms", toMs)
                .counts("selects", selects)
                .parts(
                        "variants",
                        variants.values().stream().map(VariantLedgers::snapshot).toList())
                .build();
    }

    int number() {
        return number;
    }

    long fromMs() {
        return fromMs;
    }

    void close(long atMs) {
        toMs = atMs;
    }

    /** A decision of this segment was made; it waits for its outcome. */
    void made(Proposals proposals) {
        selects++;
        forCounted(proposals, ledgers -> ledgers.pending++);
    }

    /** A decision of this segment waits no longer: an outcome came, or never will. */
    void settled(Proposals proposals) {
        forCounted(proposals, ledgers -> ledgers.pending--);
    }

    /**
     * Enters a reward into the ledgers, before anybody learns from it.
     *
     * @param predictions the reward model's, per candidate, made without this reward
     * @param best the best arm's running mean before this reward
     */
    void value(DecisionMade decision, Proposals proposals, double reward, double[] predictions, double best) {
        Distribution behaviour = behaviour(decision, proposals);
        for (Proposal proposal : proposals.variants()) {
            if (proposal.own()) {
                VariantLedgers ledgers = ledgers(proposal.variant());
                ledgers.counterfactual.record(
                        proposal.distribution(),
                        decision.arm(),
                        behaviour.get(decision.arm()),
                        reward,
                        predictions,
                        best,
                        Behaviour.unsupportedMass(proposal.distribution(), behaviour));
                ledgers.matchedPulls += matches(decision, proposal) ? 1 : 0;
            }
        }
        if (proposals.assigned() != null && proposals.of(proposals.assigned()).own()) {
            ledgers(proposals.assigned()).realised.record(reward, best);
        }
    }

    /**
     * What the served arm was drawn from, given what the value of a variant is averaged over. Where the unit is the decision
     * itself, allocation is part of the chance, and the mixture of all variants bounds every weight by 1 / share. For a unit
     * that stays, its variant is given, and so is the distribution.
     */
    private static Distribution behaviour(DecisionMade decision, Proposals proposals) {
        if (proposals.phase() != Phase.ACTIVE || decision.key() != null) {
            return decision.behaviour();
        }
        double[] shares =
                proposals.variants().stream().mapToDouble(Proposal::share).toArray();
        List<Distribution> targets =
                proposals.variants().stream().map(Proposal::distribution).toList();
        return Behaviour.mixture(shares, targets);
    }

    private static boolean matches(DecisionMade decision, Proposal proposal) {
        double u = StableHash.uniform(decision.decisionId(), "match." + proposal.variant(), 0);
        return proposal.distribution().draw(u) == decision.arm();
    }

    /** The ledgers of a variant. */
    private VariantLedgers ledgers(String variant) {
        VariantLedgers found = variants.get(variant);
        if (found == null) {
            throw new IllegalArgumentException("segment " + number + " has no variant '" + variant + "'");
        }
        return found;
    }

    long selects() {
        return selects;
    }

    List<DomainStats.VariantStats> variantStats() {
        return variants.values().stream().map(ledgers -> ledgers.stats(phase)).toList();
    }

    DomainStats.SegmentStats stats() {
        return new DomainStats.SegmentStats(number, phase, fromMs, toMs, variantStats());
    }

    private void forCounted(Proposals proposals, Consumer<VariantLedgers> action) {
        for (Proposal proposal : proposals.variants()) {
            boolean counted =
                    proposals.assigned() == null || proposals.assigned().equals(proposal.variant());
            if (proposal.own() && counted) {
                action.accept(ledgers(proposal.variant()));
            }
        }
    }

    /** The two ledgers of a variant, never mixed, and what is counted beside them. */
    static final class VariantLedgers {
        final RealisedLedger realised = new RealisedLedger();
        final CounterfactualLedger counterfactual = new CounterfactualLedger();
        private final ExperimentSpec.Variant variant;
        private final double share;
        private long pending;
        long matchedPulls;

        VariantLedgers(ExperimentSpec.Variant variant, double share) {
            this.variant = variant;
            this.share = share;
        }

        Snapshot snapshot() {
            return Snapshot.builder()
                    .text("variant", variant.variant())
                    .counts("pending", pending)
                    .counts("matched_pulls", matchedPulls)
                    .part("realised", realised.snapshot())
                    .part("counterfactual", counterfactual.snapshot())
                    .build();
        }

        void restore(Snapshot kept) {
            pending = kept.count("pending", 0);
            matchedPulls = kept.count("matched_pulls", 0);
            realised.restore(kept.part("realised"));
            counterfactual.restore(kept.part("counterfactual"));
        }

        DomainStats.VariantStats stats(Phase phase) {
            return new DomainStats.VariantStats(
                    variant.variant(),
                    variant.policy().type().word(),
                    variant.weight(),
                    share,
                    phase == Phase.ACTIVE,
                    pending,
                    matchedPulls,
                    realisedStats(),
                    counterfactualStats());
        }

        private DomainStats.Realised realisedStats() {
            return new DomainStats.Realised(
                    realised.n(), realised.rewardSum(), realised.standardError(), realised.regretSum());
        }

        private DomainStats.Counterfactual counterfactualStats() {
            CounterfactualLedger c = counterfactual;
            return new DomainStats.Counterfactual(
                    c.n(),
                    c.rewardSum(),
                    c.standardError(),
                    c.ips(),
                    c.snips(),
                    c.effectiveSampleSize(),
                    c.maxWeight(),
                    c.meanWeight(),
                    c.unsupportedShare(),
                    c.regretSum());
        }
    }
}
