package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * Plays the arm with the highest index, a bound on its mean that optimism would believe. What the variants of UCB have in
 * common; each says its index.
 *
 * <p>Deviations from all of their papers. Arms that tie for the highest index share the probability equally, untried arms
 * (index +infinity) among them, where the papers play each arm once in turn: so the answer does not depend on the order of
 * the candidates. A pull in flight counts as one that paid the mean ({@link InFlight}). The mean of an arm whose first
 * reward is still to come is {@code prior_mean}, the only use of the prior, and its variance 1/4, the largest that a
 * reward in [0, 1] can have.
 *
 * <p>Where rewards are forgotten ({@link Forgetting}) pulls, means and variances are of the weights that are left, as in
 * Garivier and Moulines, "On Upper-Confidence Bound Policies for Switching Bandit Problems", 2011. Their weights fade by
 * plays; by the wall clock the pulls of all arms may go below e without a single play. Their logarithm is then taken as 1,
 * or all would end as greedy as on the first play, with what is left of the means.
 *
 * <p>In a memory: {@link ArmMoments}, and {@code in_flight} by arm.
 */
abstract class IndexPolicy implements Policy {
    private static final double VARIANCE_MAX = 0.25;

    private final RewardStatistics statistics;
    private final InFlight inFlight = new InFlight();
    private final double priorMean;
    private final double tieTolerance;
    private final double logMin;

    IndexPolicy(PolicySpec spec, Forgetting forgetting) {
        statistics = new RewardStatistics(forgetting);
        logMin = forgetting.byClock() ? 1 : 0;
        priorMean = spec.number("prior_mean");
        tieTolerance = spec.number("tie_tolerance");
    }

    /**
     * The index of an arm that was pulled.
     *
     * @param mean of its rewards
     * @param variance of its rewards
     * @param pulls of the arm, positive; their weight where they fade
     * @param logOfTotal natural logarithm of the pulls of all arms, at least 0
     */
    abstract double index(double mean, double variance, double pulls, double logOfTotal);

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(Ties.shareAmongBest(scores(candidates), tieTolerance));
    }

    /** The indices; +infinity for an untried arm. */
    @Override
    public double[] scores(Candidates candidates) {
        double[] indices = new double[candidates.size()];
        double total = statistics.total(candidates.atMs()) + inFlight.total();
        double logOfTotal = Math.max(logMin, Math.log(Math.max(1, total)));
        for (int i = 0; i < indices.length; i++) {
            indices[i] = index(candidates.arm(i), logOfTotal, candidates.atMs());
        }
        return indices;
    }

    private double index(int arm, double logOfTotal, long nowMs) {
        double learned = statistics.count(arm, nowMs);
        double pulls = learned + inFlight.count(arm);
        if (pulls == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = learned == 0 ? priorMean : statistics.mean(arm, nowMs);
        double variance = learned == 0 ? VARIANCE_MAX : statistics.squares(arm, nowMs) / learned;
        return index(mean, variance, pulls, logOfTotal);
    }

    @Override
    public void learn(Observation observation) {
        statistics.add(observation.arm(), observation.reward(), observation.atMs());
    }

    @Override
    public void pulled(int arm) {
        inFlight.pulled(arm);
    }

    @Override
    public void settled(int arm) {
        inFlight.settled(arm);
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        statistics.seed(arm, like, pulls);
    }

    @Override
    public Memory memory() {
        Memory.Builder memory = Memory.builder();
        statistics.memorise(memory);
        inFlight.keep(memory);
        return memory.build();
    }

    @Override
    public void restore(Memory memory) {
        statistics.restore(memory);
        inFlight.restore(memory);
    }

    @Override
    public Optional<String> flaw(int arm) {
        return statistics.flaw(arm);
    }
}
