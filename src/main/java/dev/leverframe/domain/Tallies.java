package dev.leverframe.domain;

import dev.leverframe.evidence.CompensatedSum;
import dev.leverframe.model.DomainStats.ArmStats;
import java.util.ArrayList;
import java.util.List;

/** Selects, pulls and rewards per arm: of a whole domain, or of one tenant in it. */
final class Tallies {
    private final List<Tally> arms = new ArrayList<>();
    private long selects;
    private long outcomes;
    private long pending;

    void selected(int arm) {
        selects++;
        pending++;
        tally(arm).selects++;
    }

    void recorded(int arm, double reward) {
        outcomes++;
        pending--;
        Tally tally = tally(arm);
        tally.pulls++;
        tally.rewards.add(reward);
    }

    void expired() {
        pending--;
    }

    long selects() {
        return selects;
    }

    long outcomes() {
        return outcomes;
    }

    long pending() {
        return pending;
    }

    /** One entry for every arm that the table knows. */
    List<ArmStats> stats(ArmTable table) {
        List<ArmStats> stats = new ArrayList<>();
        for (int arm = 0; arm < table.size(); arm++) {
            Tally tally = tally(arm);
            stats.add(new ArmStats(
                    table.name(arm), table.isLive(arm), tally.selects, tally.pulls, tally.rewards.value()));
        }
        return stats;
    }

    private Tally tally(int arm) {
        while (arms.size() <= arm) {
            arms.add(new Tally());
        }
        return arms.get(arm);
    }

    private static final class Tally {
        private final CompensatedSum rewards = new CompensatedSum();
        private long selects;
        private long pulls;
    }
}
