package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;

/**
 * What every policy has around it: the exploration floor, the single candidate, and the check of the reward.
 *
 * <pre>
 *   pi(a) = f' + (1 - K f') p(a)      f' = min(f, 0.5 / K), K: number of candidates
 * </pre>
 *
 * The floor is an additive mix with the uniform distribution, which keeps the order and the relative spacing of the
 * probabilities; clipping at the floor and normalising again would not. The bound 0.5 / K leaves the policy at least
 * half of the traffic however many candidates there are. A positive floor is what makes the value of every arm
 * identifiable from the log (Horvitz and Thompson, "A Generalization of Sampling Without Replacement", 1952); a single
 * candidate is served with probability 1.
 */
final class FlooredPolicy implements Policy {
    private final Policy policy;
    private final double floor;

    /** @param floor least probability of a candidate, in [0, 0.5] */
    FlooredPolicy(Policy policy, double floor) {
        if (!(floor >= 0 && floor <= 0.5)) {
            throw new IllegalArgumentException("exploration_floor must be in [0, 0.5], got " + floor);
        }
        this.policy = policy;
        this.floor = floor;
    }

    @Override
    public Distribution distribution(FeatureVector x, int[] arms) {
        if (arms.length <= 1) {
            return Distribution.uniform(arms.length);
        }
        return floor == 0 ? policy.distribution(x, arms) : mix(policy.distribution(x, arms), floor);
    }

    static Distribution mix(Distribution p, double floor) {
        int candidates = p.size();
        double share = Math.min(floor, 0.5 / candidates);
        double[] mixed = new double[candidates];
        for (int i = 0; i < candidates; i++) {
            mixed[i] = share + (1 - candidates * share) * p.get(i);
        }
        return Distribution.of(mixed);
    }

    @Override
    public double[] scores(FeatureVector x, int[] arms) {
        return policy.scores(x, arms);
    }

    @Override
    public void learn(String decisionId, FeatureVector x, int arm, double reward) {
        if (!(reward >= 0 && reward <= 1)) {
            throw new IllegalArgumentException("a reward must be in [0, 1], got " + reward);
        }
        policy.learn(decisionId, x, arm, reward);
    }

    @Override
    public void pulled(int arm) {
        policy.pulled(arm);
    }

    @Override
    public void settled(int arm) {
        policy.settled(arm);
    }

    @Override
    public boolean contextual() {
        return policy.contextual();
    }

    @Override
    public double propensityError() {
        return policy.propensityError();
    }
}
