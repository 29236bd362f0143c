package dev.leverframe.experiment;

import dev.leverframe.evidence.CounterfactualLedger;
import dev.leverframe.evidence.Interval;
import dev.leverframe.evidence.OffPolicyValue;
import dev.leverframe.model.ExperimentReport.Bounds;
import dev.leverframe.model.ExperimentReport.CounterfactualReport;
import dev.leverframe.model.ExperimentReport.Estimate;
import dev.leverframe.model.ExperimentReport.RealisedReport;
import dev.leverframe.model.ExperimentReport.VariantReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what is known of each variant by itself. */
final class VariantWriter {
    private final ExperimentSpec spec;
    private final Segment segment;
    private final double alpha;

    VariantWriter(ExperimentSpec spec, Segment segment) {
        this.spec = spec;
        this.segment = segment;
        this.alpha = spec.evidence().alpha();
    }

    static Bounds bounds(Interval interval, double alpha) {
        return new Bounds(interval.lower(), interval.upper(), alpha);
    }

    List<VariantReport> write() {
        double best = segment.ledgers().stream()
                .mapToDouble(each -> each.counterfactual.mean())
                .max()
                .orElse(Double.NaN);
        List<VariantReport> written = new ArrayList<>();
        for (int v = 0; v < segment.ledgers().size(); v++) {
            written.add(variant(v, segment.ledgers().get(v), best));
        }
        return written;
    }

    private VariantReport variant(int v, VariantLedgers ledgers, double best) {
        SegmentTests tests = segment.tests();
        VariantTests own = tests == null ? null : tests.variants().get(v);
        boolean active = segment.phase() == Phase.ACTIVE;
        return new VariantReport(
                ledgers.variant().variant(),
                ledgers.variant().policy().type().word(),
                spec.variants().get(v).weight(),
                ledgers.share(),
                active && tests != null ? tests.allocated().counts()[v] : 0,
                ledgers.outcomes.n(),
                ledgers.pending(),
                ledgers.outcomes.n() - ledgers.outcomes.observed(),
                bounds(ledgers.outcomes.worstCase(), 0),
                realised(ledgers, own),
                counterfactual(ledgers, own),
                active ? ledgers.realised.regretSum() : ledgers.counterfactual.regretSum(),
                regretVsCore(own),
                best - ledgers.counterfactual.mean(),
                ledgers.pseudoRegretModel());
    }

    private RealisedReport realised(VariantLedgers ledgers, @Nullable VariantTests own) {
        Interval interval = own == null || own.realised().moments().n() == 0
                ? Reading.EVERYTHING
                : own.realised().interval(alpha);
        return new RealisedReport(ledgers.realised.n(), ledgers.realised.mean(), bounds(interval, alpha));
    }

    private CounterfactualReport counterfactual(VariantLedgers ledgers, @Nullable VariantTests own) {
        CounterfactualLedger c = ledgers.counterfactual;
        Interval interval = own == null || own.value().n() == 0
                ? Reading.EVERYTHING
                : own.value().interval(alpha);
        return new CounterfactualReport(
                c.n(),
                c.mean(),
                bounds(interval, alpha),
                c.ips(),
                c.snips(),
                ledgers.matchedPulls(),
                c.effectiveSampleSize(),
                c.maxWeight(),
                c.meanWeight(),
                c.unsupportedShare());
    }

    private @Nullable Estimate regretVsCore(@Nullable VariantTests own) {
        OffPolicyValue gain = own == null ? null : own.gain();
        if (gain == null || gain.n() == 0) {
            return null;
        }
        Interval interval = gain.interval(alpha);
        return new Estimate(-gain.mean(), new Bounds(-interval.upper(), -interval.lower(), alpha));
    }
}
