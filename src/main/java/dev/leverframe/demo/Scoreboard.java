package dev.leverframe.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Scores by who decided, and of yardsticks on all the steps alike. */
final class Scoreboard {
    private final Dataset data;
    private final int bestSingleArm;
    private final List<Served> served;

    Scoreboard(Dataset data, List<Served> served) {
        this.data = data;
        this.bestSingleArm = data.bestSingleArm();
        this.served = List.copyOf(served);
    }

    /** One score for everybody who decided: the variants in their order, then whoever else. */
    Map<String, Score> deciders() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        data.variants().keySet().forEach(variant -> tallies.put(variant, new Tally(bestSingleArm)));
        for (Served each : served) {
            ArmOutcome outcome = each.outcome();
            tallies.computeIfAbsent(each.by(), by -> new Tally(bestSingleArm))
                    .add(each.step(), outcome.reward(), outcome.usd());
        }
        Map<String, Score> scores = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> scores.put(name, tally.score(name)));
        scores.values().removeIf(score -> score.pulls() == 0);
        return scores;
    }

    /** One score for each arm that served, by its name: the steps that it served. */
    Map<String, Score> arms() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (Served each : served) {
            tallies.computeIfAbsent(data.arms().get(each.arm()), arm -> new Tally(bestSingleArm))
                    .add(each.step(), each.outcome().reward(), each.outcome().usd());
        }
        Map<String, Score> scores = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> scores.put(name, tally.score(name)));
        return scores;
    }

    /** The best single arm, had it served all the steps. */
    Score bestSingle() {
        return always(bestSingleArm);
    }

    /** Each arm, had it served all the steps. */
    List<Score> singles() {
        List<Score> scores = new ArrayList<>();
        for (int arm = 0; arm < data.arms().size(); arm++) {
            scores.add(always(arm));
        }
        return scores;
    }

    /** A uniform draw for every step, in expectation. */
    Score random() {
        return yardstick("random", Step::uniformReward, Step::uniformUsd);
    }

    /** The best arm of every step: needs to know what cannot be known before. */
    Score oracle() {
        return yardstick(
                "best per row",
                step -> step.of(step.bestArm()).expected(),
                step -> step.of(step.bestArm()).usd());
    }

    private Score always(int arm) {
        String name = "always " + shortName(data.arms().get(arm));
        return yardstick(
                name, step -> step.of(arm).expected(), step -> step.of(arm).usd());
    }

    private Score yardstick(String name, ToDoubleFunction<Step> reward, ToDoubleFunction<Step> usd) {
        Tally tally = new Tally(bestSingleArm);
        for (Served each : served) {
            tally.add(each.step(), reward.applyAsDouble(each.step()), usd.applyAsDouble(each.step()));
        }
        return tally.score(name);
    }

    /** What stands after the vendor. */
    static String shortName(String arm) {
        return arm.substring(arm.lastIndexOf('/') + 1);
    }
}
