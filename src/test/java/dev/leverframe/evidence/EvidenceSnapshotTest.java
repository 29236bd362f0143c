package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Snapshot;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever keeps evidence goes on from a snapshot as if nothing had happened, and from an empty one as if it were new. */
class EvidenceSnapshotTest {
    private static final Distribution P = Distribution.of(0.3, 0.7);
    private static final Distribution B = Distribution.of(0.6, 0.4);

    /** One kind of evidence: how to make it, feed it one step, keep it and bring it back. */
    private record Kind<T>(
            String name,
            Supplier<T> fresh,
            BiConsumer<T, SplittableRandom> step,
            Function<T, Snapshot> snapshot,
            BiConsumer<T, Snapshot> restore) {
        T fed(int steps, long seed) {
            return fed(fresh.get(), steps, new SplittableRandom(seed));
        }

        T fed(T evidence, int steps, SplittableRandom random) {
            for (int i = 0; i < steps; i++) {
                step.accept(evidence, random);
            }
            return evidence;
        }

        T restored(Snapshot kept) {
            T evidence = fed(7, 99);
            restore.accept(evidence, kept);
            return evidence;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind<?>> kinds() {
        return List.of(
                new Kind<>(
                        "bounded",
                        () -> BoundedSequence.between(1, 2, 100, 0.05),
                        (evidence, random) -> evidence.add(random.nextDouble(), 0.5),
                        BoundedSequence::snapshot,
                        BoundedSequence::restore),
                new Kind<>(
                        "asymptotic",
                        () -> AsymptoticSequence.tuned(1000, 0.05),
                        (evidence, random) -> evidence.add(random.nextGaussian(), 0),
                        AsymptoticSequence::snapshot,
                        AsymptoticSequence::restore),
                new Kind<>(
                        "running mean",
                        () -> RunningMean.bounded(1000, 0.05),
                        (evidence, random) -> evidence.add(random.nextDouble()),
                        RunningMean::snapshot,
                        RunningMean::restore),
                new Kind<>(
                        "groups",
                        () -> GroupDifference.bounded(0.4, 0.6, 1000, 0.05),
                        (evidence, random) -> evidence.add(group(random), random.nextDouble(), 0.4, 0.6),
                        GroupDifference::snapshot,
                        GroupDifference::restore),
                new Kind<>(
                        "pairs",
                        () -> PairedDifference.bounded(3, 1000, 0.05),
                        (evidence, random) -> evidence.add(P, B, 1, 0.4, random.nextDouble(), new double[] {0.2, 0.6}),
                        PairedDifference::snapshot,
                        PairedDifference::restore),
                new Kind<>(
                        "off-policy value",
                        () -> OffPolicyValue.gain(100, 0.05),
                        (evidence, random) -> evidence.add(P, B, 1, random.nextDouble(), new double[] {0.2, 0.6}),
                        OffPolicyValue::snapshot,
                        OffPolicyValue::restore),
                new Kind<>(
                        "sample ratio",
                        () -> new SampleRatio(0.4, 0.6),
                        (evidence, random) -> evidence.record(random.nextInt(2)),
                        SampleRatio::snapshot,
                        SampleRatio::restore),
                new Kind<>(
                        "weight audit",
                        () -> new WeightAudit(5, 0.001),
                        (evidence, random) -> evidence.record(2 * random.nextDouble(), 0),
                        WeightAudit::snapshot,
                        WeightAudit::restore),
                new Kind<>(
                        "missing",
                        MissingOutcomes::new,
                        (evidence, random) -> evidence.observed(random.nextDouble()),
                        MissingOutcomes::snapshot,
                        MissingOutcomes::restore),
                new Kind<>(
                        "differential missingness",
                        () -> new DifferentialMissingness(0.4, 0.6, 1000, 0.01),
                        (evidence, random) -> evidence.add(group(random), random.nextBoolean(), 0.4, 0.6),
                        DifferentialMissingness::snapshot,
                        DifferentialMissingness::restore),
                new Kind<>(
                        "clusters",
                        () -> new ClusteredDifference(0.4, 0.6, 1000, 0.05, 30),
                        (evidence, random) -> evidence.add(random.nextInt(50), group(random), random.nextDouble()),
                        ClusteredDifference::snapshot,
                        ClusteredDifference::restore),
                new Kind<>(
                        "units",
                        () -> new UnitOutcomes(1000, 100, 30),
                        EvidenceSnapshotTest::visit,
                        UnitOutcomes::snapshot,
                        UnitOutcomes::restore),
                new Kind<>(
                        "carried",
                        CarriedEvidence::new,
                        (evidence, random) -> evidence.close(segment(random), 0.5),
                        CarriedEvidence::snapshot,
                        CarriedEvidence::restore));
    }

    private static Group group(SplittableRandom random) {
        return random.nextDouble() < 0.4 ? Group.TREATMENT : Group.CONTROL;
    }

    private static void visit(UnitOutcomes units, SplittableRandom random) {
        long unit = random.nextInt(50);
        units.decided(unit, 0, unit * 10);
        units.outcome(unit, 0, unit * 10, random.nextDouble());
        units.drain(unit * 15, outcome -> {});
    }

    private static BoundedSequence segment(SplittableRandom random) {
        BoundedSequence segment = BoundedSequence.within(1, 10, 0.05);
        segment.add(random.nextDouble(), 0.5);
        return segment;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void goesOnFromASnapshotBitForBit(Kind<T> kind) {
        T original = kind.fed(200, 1);
        Snapshot kept = kind.snapshot().apply(original);
        T restored = kind.restored(kept);
        assertThat(kind.snapshot().apply(restored)).isEqualTo(kept);
        kind.fed(original, 100, new SplittableRandom(2));
        kind.fed(restored, 100, new SplittableRandom(2));
        Snapshot after = kind.snapshot().apply(original);
        assertThat(kind.snapshot().apply(restored)).isEqualTo(after).isNotEqualTo(kept);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void anEmptySnapshotIsANewBeginning(Kind<T> kind) {
        T restored = kind.restored(Snapshot.EMPTY);
        assertThat(kind.snapshot().apply(restored))
                .isEqualTo(kind.snapshot().apply(kind.fresh().get()));
    }
}
