package dev.leverframe.domain;

import dev.leverframe.evidence.CompensatedSum;
import dev.leverframe.model.DomainStats.ArmStats;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
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

    Snapshot snapshot() {
        long[] armSelects = arms.stream().mapToLong(tally -> tally.selects).toArray();
        long[] armPulls = arms.stream().mapToLong(tally -> tally.pulls).toArray();
        double[] armRewards = arms.stream()
                .flatMapToDouble(tally -> Arrays.stream(tally.rewards.toArray()))
                .toArray();
        return Snapshot.builder()
                .counts("selects", selects)
                .counts("outcomes", outcomes)
                .counts("pending", pending)
                .counts("arm_selects", armSelects)
                .counts("arm_pulls", armPulls)
                .numbers("arm_rewards", armRewards)
                .build();
    }

    /** Takes over what a snapshot kept, on tallies that have counted nothing. */
    void restore(Snapshot kept) {
        selects = kept.count("selects", 0);
        outcomes = kept.count("outcomes", 0);
        pending = kept.count("pending", 0);
        long[] armSelects = kept.counts("arm_selects");
        long[] armPulls = kept.counts("arm_pulls");
        double[] armRewards = kept.numbers("arm_rewards");
        for (int arm = 0; arm < armSelects.length; arm++) {
            Tally tally = tally(arm);
            tally.selects = armSelects[arm];
            tally.pulls = armPulls[arm];
            tally.rewards.restore(armRewards[2 * arm], armRewards[2 * arm + 1]);
        }
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
            Tally tally = arm < arms.size() ? arms.get(arm) : new Tally();
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
