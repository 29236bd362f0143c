package dev.leverframe.stats;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.DomainStats.ArmStats;
import dev.leverframe.model.DomainStats.Counterfactual;
import dev.leverframe.model.DomainStats.ExperimentStats;
import dev.leverframe.model.DomainStats.Realised;
import dev.leverframe.model.DomainStats.VariantStats;
import dev.leverframe.stats.DomainHistory.SeriesKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** The figures of all domains over time, in memory since the process started, within a bound for all of them together. */
final class History {
    /** Of all domains, 38 MB at most: 20,000 series of 240 points of 8 bytes. */
    private static final int SERIES_MAX = 20_000;

    /** Of one domain: what one chart or another could show. Arms come first, so a very wide domain loses its variants. */
    private static final int SERIES_PER_DOMAIN_MAX = 512;

    private static final SeriesKey SELECTS = new SeriesKey(null, null, null, "selects");

    private final Map<String, DomainHistory> domains = new TreeMap<>();
    private int seriesCount;

    /** Takes over the figures of one moment, and forgets domains that are no more. */
    void add(Set<String> names, List<DomainStats> figures, long nowMs) {
        domains.keySet().retainAll(names);
        figures.forEach(stats -> add(stats, nowMs));
        seriesCount =
                domains.values().stream().mapToInt(DomainHistory::seriesCount).sum();
    }

    private void add(DomainStats stats, long nowMs) {
        DomainHistory history = domains.get(stats.domain());
        if (history == null || stats.counts().selects() < history.newest(SELECTS)) {
            history = begin(stats.domain());
        }
        history.add(nowMs, each -> figures(stats, each));
    }

    /** Also where a domain was deleted and made anew between two moments: its counts begin again. */
    private DomainHistory begin(String domain) {
        int[] own = {0};
        DomainHistory history = new DomainHistory(() -> {
            if (own[0] >= SERIES_PER_DOMAIN_MAX || seriesCount >= SERIES_MAX) {
                return false;
            }
            own[0]++;
            seriesCount++;
            return true;
        });
        domains.put(domain, history);
        return history;
    }

    @Nullable
    DomainHistory of(String domain) {
        return domains.get(domain);
    }

    /** All of them, by name. */
    Map<String, DomainHistory> all() {
        return domains;
    }

    private static void figures(DomainStats stats, ObjDoubleConsumer<SeriesKey> each) {
        each.accept(SELECTS, stats.counts().selects());
        each.accept(new SeriesKey(null, null, null, "outcomes"), stats.counts().outcomes());
        stats.arms().forEach(arm -> figures(arm, each));
        stats.experiments().forEach(experiment -> figures(experiment, each));
    }

    private static void figures(ArmStats arm, ObjDoubleConsumer<SeriesKey> each) {
        each.accept(new SeriesKey(arm.arm(), null, null, "selects"), arm.selects());
        each.accept(new SeriesKey(arm.arm(), null, null, "pulls"), arm.pulls());
        each.accept(new SeriesKey(arm.arm(), null, null, "reward_sum"), arm.rewardSum());
    }

    private static void figures(ExperimentStats experiment, ObjDoubleConsumer<SeriesKey> each) {
        String name = experiment.experiment();
        each.accept(new SeriesKey(null, name, null, "segment"), experiment.segment());
        for (VariantStats variant : experiment.variants()) {
            Realised realised = variant.realised();
            Counterfactual value = variant.counterfactual();
            each.accept(new SeriesKey(null, name, variant.variant(), "realised_n"), realised.n());
            each.accept(
                    new SeriesKey(null, name, variant.variant(), "realised_mean"),
                    mean(realised.rewardSum(), realised.n()));
            each.accept(new SeriesKey(null, name, variant.variant(), "realised_se"), realised.se());
            each.accept(new SeriesKey(null, name, variant.variant(), "counterfactual_n"), value.n());
            each.accept(
                    new SeriesKey(null, name, variant.variant(), "counterfactual_mean"),
                    mean(value.rewardSum(), value.n()));
            each.accept(new SeriesKey(null, name, variant.variant(), "counterfactual_se"), value.se());
            each.accept(new SeriesKey(null, name, variant.variant(), "ess"), value.ess());
        }
    }

    private static double mean(double sum, long n) {
        return n == 0 ? Double.NaN : sum / n;
    }
}
