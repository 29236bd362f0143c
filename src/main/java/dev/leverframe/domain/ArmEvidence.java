package dev.leverframe.domain;

import dev.leverframe.evidence.Interval;
import dev.leverframe.evidence.MissingOutcomes;
import dev.leverframe.evidence.RunningMean;
import dev.leverframe.model.ExperimentReport.ArmReport;
import dev.leverframe.model.ExperimentReport.Bounds;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** What the mature decisions say of each arm, whoever chose it: its mean reward, and how often its outcomes come. */
final class ArmEvidence {
    private static final double PLANNED = 2_000;
    private static final double ALPHA = 0.05;

    private final List<Arm> arms = new ArrayList<>();

    private static final class Arm {
        private final RunningMean rewards = RunningMean.bounded(PLANNED, ALPHA);
        private final MissingOutcomes outcomes = new MissingOutcomes();
    }

    private Arm arm(int number) {
        while (arms.size() <= number) {
            arms.add(new Arm());
        }
        return arms.get(number);
    }

    void observed(int number, double reward) {
        arm(number).outcomes.observed(reward);
    }

    void missing(int number) {
        arm(number).outcomes.missing();
    }

    /** What its decision counts as, where that is anything. */
    void valued(int number, double reward) {
        arm(number).rewards.add(reward);
    }

    /** Share of its decisions whose outcome came, with one that did beforehand; in (0, 1]. */
    double observedRate(int number) {
        MissingOutcomes outcomes = arm(number).outcomes;
        return (1.0 + outcomes.observed()) / (1.0 + outcomes.n());
    }

    /** One for each arm of the table. */
    List<ArmReport> reports(ArmTable table) {
        List<ArmReport> reports = new ArrayList<>();
        for (int number = 0; number < table.size(); number++) {
            RunningMean rewards = number < arms.size() ? arms.get(number).rewards : new Arm().rewards;
            Interval interval = rewards.interval(ALPHA);
            reports.add(new ArmReport(
                    table.name(number),
                    rewards.moments().n(),
                    rewards.sequence().mean(),
                    new Bounds(interval.lower(), interval.upper(), ALPHA)));
        }
        return reports;
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .parts(
                        "rewards",
                        arms.stream().map(each -> each.rewards.snapshot()).toList())
                .parts(
                        "outcomes",
                        arms.stream().map(each -> each.outcomes.snapshot()).toList())
                .build();
    }

    void restore(Snapshot kept) {
        List<Snapshot> rewards = kept.parts("rewards");
        List<Snapshot> outcomes = kept.parts("outcomes");
        for (int number = 0; number < rewards.size(); number++) {
            arm(number).rewards.restore(rewards.get(number));
            arm(number).outcomes.restore(outcomes.get(number));
        }
    }
}
