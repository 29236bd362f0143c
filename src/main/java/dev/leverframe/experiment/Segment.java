package dev.leverframe.experiment;

import dev.leverframe.evidence.Behaviour;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentReport.SegmentEvidence;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Snapshot;
import dev.leverframe.model.StableHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an experiment in which phase, allocation, policies and reward stayed the same, with the ledgers of its
 * variants and, while it is the one that is reported, its tests. A decision counts in the segment that it was made in, once its
 * time is over, however late that is; totals of different segments are never added.
 */
final class Segment {
    private final int number;
    private final Phase phase;
    private final long fromMs;
    private final ExperimentSpec spec;
    private final double[] shares;
    private final List<VariantLedgers> variants = new ArrayList<>();
    /** By treatment: logarithm of the two-sided e-value when it was closed. */
    private final Map<String, Double> logE = new LinkedHashMap<>();

    private int epoch;
    private long epochFromMs;
    private @Nullable SegmentTests tests;
    private long toMs;
    private long selects;

    /** Begins an epoch. */
    Segment(int number, int epoch, Phase phase, long fromMs, ExperimentSpec spec, Allocation allocation) {
        this.number = number;
        this.epoch = epoch;
        this.phase = phase;
        this.fromMs = fromMs;
        this.epochFromMs = fromMs;
        this.spec = spec;
        this.shares = new double[spec.variants().size()];
        for (int v = 0; v < shares.length; v++) {
            shares[v] = allocation.share(v);
            variants.add(new VariantLedgers(spec.variants().get(v), shares[v]));
        }
    }

    /** The segment that a snapshot was taken of; its tests begin anew where that has none of one that goes on. */
    static Segment restored(Snapshot kept, Maturing maturing) {
        ExperimentSpec spec = Kept.spec(kept);
        int number = (int) kept.count("number", 0);
        Phase phase = Kept.phase(kept);
        int epoch = (int) kept.count("epoch", number);
        Segment segment = new Segment(number, epoch, phase, kept.count("from_ms", 0), spec, Allocation.of(spec));
        segment.epochFromMs = kept.count("epoch_from_ms", segment.fromMs);
        segment.toMs = kept.count("to_ms", 0);
        segment.selects = kept.count("selects", 0);
        List<Snapshot> ledgers = kept.parts("variants");
        segment.variants.forEach(own -> ledgers.stream()
                .filter(part -> own.variant().variant().equals(part.text("variant")))
                .forEach(own::restore));
        double[] logs = kept.numbers("log_e");
        List<String> treatments = kept.texts("log_e_of");
        for (int i = 0; i < logs.length; i++) {
            segment.logE.put(treatments.get(i), logs[i]);
        }
        if (kept.has("tests") || segment.toMs == 0) {
            segment.test(maturing);
        }
        if (segment.tests != null) {
            kept.restore("tests", segment.tests::restore);
        }
        return segment;
    }

    Snapshot snapshot() {
        Snapshot.Builder kept = Snapshot.builder()
                .fact("spec", new Fact.ExperimentConfigured(fromMs, spec))
                .counts("number", number)
                .counts("epoch", epoch)
                .text("phase", phase.word())
                .counts("from_ms", fromMs)
                .counts("epoch_from_ms", epochFromMs)
                .counts("to_ms", toMs)
                .counts("selects", selects)
                .texts("log_e_of", List.copyOf(logE.keySet()))
                .numbers(
                        "log_e",
                        logE.values().stream().mapToDouble(each -> each).toArray())
                .parts(
                        "variants",
                        variants.stream().map(VariantLedgers::snapshot).toList());
        return (tests == null ? kept : kept.part("tests", tests.snapshot())).build();
    }

    /** Begins the tests, unless nothing happens in this phase. */
    void test(Maturing maturing) {
        tests = phase == Phase.STOPPED ? null : new SegmentTests(spec, phase, shares, maturing);
    }

    /** Goes on with the epoch of the segment before, which has been closed. */
    void follow(Segment before) {
        epoch = before.epoch;
        epochFromMs = before.epochFromMs;
        if (tests != null && before.tests != null) {
            tests.follow(before.tests, before.readings());
        }
    }

    void close(long atMs) {
        toMs = atMs;
        if (tests != null) {
            List<Reading> readings = readings();
            for (int i = 0; i < readings.size(); i++) {
                Reading reading = readings.get(i);
                logE.put(
                        tests.treatments().get(i).treatment(),
                        reading.ready() && reading.sequence().n() > 0
                                ? reading.sequence().logE(0)
                                : 0);
            }
        }
    }

    /** It is not reported any more; its ledgers go on for as long as outcomes come. */
    void dropTests() {
        tests = null;
    }

    /** Of each treatment that can be compared, the comparison that its verdict is read from; empty without tests. */
    List<Reading> readings() {
        SegmentTests of = tests;
        return of == null
                ? List.of()
                : of.treatments().stream().map(each -> reading(of, each)).toList();
    }

    private Reading reading(SegmentTests of, TreatmentTests treatment) {
        return treatment.reading(of.units(), ledgers(treatment.treatment()), ledgers(spec.control()));
    }

    int number() {
        return number;
    }

    int epoch() {
        return epoch;
    }

    Phase phase() {
        return phase;
    }

    long fromMs() {
        return fromMs;
    }

    long epochFromMs() {
        return epochFromMs;
    }

    @Nullable
    SegmentTests tests() {
        return tests;
    }

    List<VariantLedgers> ledgers() {
        return variants;
    }

    /** The ledgers of a variant. */
    VariantLedgers ledgers(String variant) {
        return variants.stream()
                .filter(each -> each.variant().variant().equals(variant))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("segment " + number + " has no variant '" + variant + "'"));
    }

    /** A decision of this segment was made; it waits for its outcome. */
    void made(DecisionMade decision, Proposals proposals) {
        selects++;
        forCounted(proposals, VariantLedgers::made);
        if (tests != null) {
            tests.made(decision, proposals);
        }
    }

    /** The time of a decision of this segment is over. */
    void mature(Matured matured, Proposals proposals) {
        forCounted(proposals, ledgers -> ledgers.matured(matured));
        Distribution behaviour = behaviour(matured.decision(), proposals);
        double[] unsupported = new double[variants.size()];
        for (int v = 0; v < unsupported.length; v++) {
            Proposal proposal = proposals.variants().get(v);
            unsupported[v] = Behaviour.unsupportedMass(proposal.distribution(), behaviour);
            if (proposal.own() && matured.worth() != Matured.Worth.LEFT_OUT) {
                variants.get(v)
                        .value(
                                proposal.distribution(),
                                matured,
                                behaviour.get(matured.served()),
                                unsupported[v],
                                matches(matured.decision(), proposal, variants.get(v)));
            }
        }
        if (matured.valued() && proposals.assigned() != null) {
            forCounted(proposals, own -> own.realised.record(matured.reward(), matured.best()));
        }
        if (tests != null) {
            tests.mature(matured, proposals, behaviour, unsupported);
        }
    }

    /** Enters the units whose window is over. */
    void drain(long nowMs) {
        if (tests != null) {
            tests.drain(nowMs);
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

    private static boolean matches(DecisionMade decision, Proposal proposal, VariantLedgers ledgers) {
        double u = StableHash.uniform(decision.decisionId(), ledgers.matchPurpose(), 0);
        return proposal.distribution().draw(u) == decision.arm();
    }

    long selects() {
        return selects;
    }

    List<DomainStats.VariantStats> variantStats() {
        return variants.stream().map(ledgers -> ledgers.stats(phase)).toList();
    }

    DomainStats.SegmentStats stats() {
        return new DomainStats.SegmentStats(number, phase, fromMs, toMs, variantStats());
    }

    SegmentEvidence evidence() {
        return new SegmentEvidence(number, epoch, phase, fromMs, toMs, logE);
    }

    /** The variants that a decision counts for: in shadow all, else the one that served; with their own policy only. */
    private void forCounted(Proposals proposals, Consumer<VariantLedgers> action) {
        for (int v = 0; v < variants.size(); v++) {
            Proposal proposal = proposals.variants().get(v);
            boolean counted =
                    proposals.assigned() == null || proposals.assigned().equals(proposal.variant());
            if (proposal.own() && counted) {
                action.accept(variants.get(v));
            }
        }
    }
}
