package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private double propensityError;
    private @Nullable Distribution unmixed;
    private @Nullable Distribution mixed;

    /** @param floor least probability of a candidate, in [0, 0.5] */
    FlooredPolicy(Policy policy, double floor) {
        if (!(floor >= 0 && floor <= 0.5)) {
            throw new IllegalArgumentException("exploration_floor must be in [0, 0.5], got " + floor);
        }
        this.policy = policy;
        this.floor = floor;
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        propensityError = 0;
        if (candidates.size() <= 1) {
            return Distribution.uniform(candidates.size());
        }
        Distribution own = policy.distribution(candidates);
        propensityError = policy.propensityError();
        return floor == 0 ? own : mixed(own);
    }

    /** A policy that has not learned since mostly answers with the same object, and so does this. */
    @SuppressWarnings(
            "ReferenceEquality") // another object may be equal, and is mixed anew for less than comparing takes
    private Distribution mixed(Distribution own) {
        Distribution known = mixed;
        if (known == null || own != unmixed) {
            known = mix(own, floor);
            mixed = known;
            unmixed = own;
        }
        return known;
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
    public double[] scores(Candidates candidates) {
        return policy.scores(candidates);
    }

    @Override
    public void learn(Observation observation) {
        if (!(observation.reward() >= 0 && observation.reward() <= 1)) {
            throw new IllegalArgumentException("a reward must be in [0, 1], got " + observation.reward());
        }
        policy.learn(observation);
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
    public void seed(int arm, int like, double pulls) {
        policy.seed(arm, like, pulls);
    }

    @Override
    public boolean contextual() {
        return policy.contextual();
    }

    @Override
    public double propensityError() {
        return propensityError;
    }

    @Override
    public Memory memory() {
        return policy.memory();
    }

    @Override
    public void restore(Memory memory) {
        policy.restore(memory);
    }

    @Override
    public Optional<String> flaw(int arm) {
        return policy.flaw(arm);
    }
}
