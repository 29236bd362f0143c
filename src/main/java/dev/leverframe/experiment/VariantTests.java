package dev.leverframe.experiment;

import dev.leverframe.evidence.OffPolicyValue;
import dev.leverframe.evidence.RunningMean;
import dev.leverframe.evidence.WeightAudit;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Snapshot;
import org.jspecify.annotations.Nullable;

/** What is tested of one variant by itself: how good it is where it served, how good it would be everywhere. */
final class VariantTests {
    /** Variance of a reward that the sequences are tuned for. */
    private static final double REWARD_VARIANCE = 0.1;

    private static final double AUDIT_ALPHA = 0.001;

    private final RunningMean realised;
    private final OffPolicyValue value;
    /** Against the core policy; only in shadow, where that is what serves. */
    private final @Nullable OffPolicyValue gain;

    private final WeightAudit audit;

    VariantTests(Phase phase, double planned, double alpha, int variants) {
        realised = RunningMean.bounded(planned, alpha);
        value = OffPolicyValue.value(REWARD_VARIANCE * planned, alpha);
        gain = phase == Phase.SHADOW ? OffPolicyValue.gain(REWARD_VARIANCE * planned, alpha) : null;
        audit = new WeightAudit(Double.POSITIVE_INFINITY, AUDIT_ALPHA / variants);
    }

    void served(Matured matured) {
        if (matured.valued()) {
            realised.add(matured.reward());
        }
    }

    /**
     * @param behaviour what the served arm came from, allocation included where that was by chance
     */
    void watched(Distribution own, Distribution behaviour, Matured matured, double unsupported) {
        int served = matured.served();
        audit.record(own.get(served) / behaviour.get(served), unsupported);
        if (matured.valued()) {
            value.add(own, behaviour, served, matured.reward(), matured.predictions());
            if (gain != null) {
                gain.add(own, behaviour, served, matured.reward(), matured.predictions());
            }
        }
    }

    RunningMean realised() {
        return realised;
    }

    OffPolicyValue value() {
        return value;
    }

    @Nullable
    OffPolicyValue gain() {
        return gain;
    }

    WeightAudit audit() {
        return audit;
    }

    Snapshot snapshot() {
        Snapshot.Builder kept = Snapshot.builder()
                .part("realised", realised.snapshot())
                .part("value", value.snapshot())
                .part("audit", audit.snapshot());
        return (gain == null ? kept : kept.part("gain", gain.snapshot())).build();
    }

    void restore(Snapshot kept) {
        realised.restore(kept.part("realised"));
        value.restore(kept.part("value"));
        audit.restore(kept.part("audit"));
        if (gain != null) {
            gain.restore(kept.part("gain"));
        }
    }
}
