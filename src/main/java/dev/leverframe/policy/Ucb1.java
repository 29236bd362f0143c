package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * UCB1 (Auer, Cesa-Bianchi and Fischer, "Finite-time Analysis of the Multiarmed Bandit Problem", 2002, figure 1), and where
 * rewards are forgotten its discounted and sliding-window forms (Garivier and Moulines, "On Upper-Confidence Bound Policies
 * for Switching Bandit Problems", 2011, with B = 1 and xi = 1/2).
 *
 * <pre>
 *   index(a) = mean(a) + sqrt(2 ln t / n_a)      n_a: pulls of arm a, t: pulls of all arms
 *   index(a) = mean(a) + sqrt(2 ln t / n_a)      discounted: n_a, t and the mean are of the weights that are left
 *   index(a) = mean(a) + sqrt(ln t / (2 n_a))    window: n_a, t and the mean are of the pulls within it
 *   index(a) = +infinity                         while n_a = 0
 * </pre>
 *
 * Deviations. Arms that tie for the highest index share the probability equally, untried arms among them, where the
 * paper plays each arm once in turn: so the answer does not depend on the order of the candidates. A pull whose reward
 * is still to come counts into {@code n_a} and {@code t} as if it had paid the arm's mean: with delayed rewards the
 * index would otherwise not move, and a whole burst would go to one arm (compare Joulani, György and Szepesvári,
 * "Online Learning under Delayed Feedback", 2013). The mean of an arm whose first reward is still to come is {@code
 * prior_mean}, the only use of the prior.
 *
 * <p>The papers discount by plays ({@code discount}, {@code window_pulls}). By the wall clock ({@code half_life_s}, {@code
 * window_s}) t may go below e without a single play; its logarithm is then taken as 1, or all would end as greedy as on the
 * first play, with what is left of the means.
 *
 * <p>In a memory: {@link ArmMoments}, and {@code in_flight} by arm.
 */
final class Ucb1 implements Policy {
    private final RewardStatistics statistics;
    private final double priorMean;
    private final double tieTolerance;
    private final double width;
    private final double logMin;
    private long[] inFlight = {};

    Ucb1(PolicySpec spec) {
        Forgetting forgetting = Forgetting.ofPullsOrTime(spec);
        boolean byClock = !forgetting.countsPulls() && (forgetting.fades() || forgetting.windowed());
        statistics = new RewardStatistics(forgetting);
        priorMean = spec.number("prior_mean");
        tieTolerance = spec.number("tie_tolerance");
        width = forgetting.windowed() ? 0.5 : 2;
        logMin = byClock ? 1 : 0;
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(Ties.shareAmongBest(scores(candidates), tieTolerance));
    }

    /** The indices; +infinity for an untried arm. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] indices = new double[candidates.size()];
        double pulls =
                statistics.total(candidates.atMs()) + Arrays.stream(inFlight).sum();
        double logOfPulls = Math.max(logMin, Math.log(Math.max(1, pulls)));
        for (int i = 0; i < candidates.size(); i++) {
            indices[i] = index(candidates.arm(i), logOfPulls, candidates.atMs());
        }
        return indices;
    }

    private double index(int arm, double logOfPulls, long nowMs) {
        double learned = statistics.count(arm, nowMs);
        double pulls = learned + ArmArrays.get(inFlight, arm);
        if (pulls == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = learned == 0 ? priorMean : statistics.mean(arm, nowMs);
        return mean + Math.sqrt(width * logOfPulls / pulls);
    }

    @Override
    public void learn(Observation observation) {
        statistics.add(observation.arm(), observation.reward(), observation.atMs());
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
    }

    @Override
    public void pulled(int arm) {
        inFlight = ArmArrays.grown(inFlight, arm);
        inFlight[arm]++;
    }

    /** Without a pull in flight there is nothing to end, and nothing happens. */
    @Override
    public void settled(int arm) {
        if (ArmArrays.get(inFlight, arm) > 0) {
            inFlight[arm]--;
        }
    }

    @Override
    public Memory memory() {
        Memory.Builder memory = Memory.builder().put("in_flight", inFlight);
        statistics.memorise(memory);
        return memory.build();
    }

    @Override
    public void restore(Memory memory) {
        inFlight = Flaws.counts(memory, "in_flight");
        statistics.restore(memory);
    }

    @Override
    public Optional<String> flaw(int arm) {
        return statistics.flaw(arm);
    }
}
