package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Optional;

/**
 * Gives every arm a number of pulls at the start, whatever the policy would rather do: candidates that have had fewer than
 * {@code initial_pulls} share the traffic equally, and only then does the policy decide (as the initial pulls of Riquelme,
 * Tucker and Snoek, "Deep Bayesian Bandits Showdown", 2018).
 *
 * <p>The reason: a regression that has seen two or three rewards of an arm does not know their noise, and an arm whose first
 * rewards were all bad then looks surely bad and may be lost for good. The variance of n rewards is known to a factor of about
 * {@code 1 +- sqrt(2 / n)}, which at ten is small enough to go on from. Pulls in flight count, so that delayed rewards prolong
 * nothing.
 */
final class InitialPulls implements Policy {
    private static final String COUNTS = "initial_counts";

    private final Policy policy;
    private final InFlight inFlight = new InFlight();
    private final long pulls;
    private long[] counts = {};
    private double propensityError;

    InitialPulls(Policy policy, PolicySpec spec) {
        this.policy = policy;
        this.pulls = (long) spec.number("initial_pulls");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        propensityError = 0;
        int early = 0;
        for (int i = 0; i < candidates.size(); i++) {
            early += isEarly(candidates.arm(i)) ? 1 : 0;
        }
        if (early > 0) {
            return Distribution.of(shared(candidates, early));
        }
        Distribution own = policy.distribution(candidates);
        propensityError = policy.propensityError();
        return own;
    }

    private double[] shared(Candidates candidates, int early) {
        double[] p = new double[candidates.size()];
        for (int i = 0; i < p.length; i++) {
            p[i] = isEarly(candidates.arm(i)) ? 1.0 / early : 0;
        }
        return p;
    }

    private boolean isEarly(int arm) {
        return ArmArrays.get(counts, arm) + inFlight.count(arm) < pulls;
    }

    @Override
    public double[] scores(Candidates candidates) {
        return policy.scores(candidates);
    }

    @Override
    public void learn(Observation observation) {
        counts = ArmArrays.grown(counts, observation.arm());
        counts[observation.arm()]++;
        policy.learn(observation);
    }

    @Override
    public void pulled(int arm) {
        inFlight.pulled(arm);
        policy.pulled(arm);
    }

    @Override
    public void settled(int arm) {
        inFlight.settled(arm);
        policy.settled(arm);
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
    public void seed(int arm, int like, double pulls) {
        counts = ArmArrays.grown(counts, arm);
        if (counts[arm] == 0) {
            counts[arm] = Math.min(ArmArrays.get(counts, like), (long) pulls);
            policy.seed(arm, like, pulls);
        }
    }

    @Override
    public Memory memory() {
        Memory.Builder memory = Memory.builder();
        policy.memory().forEach((name, array) -> memory.put(name, array));
        inFlight.keep(memory);
        return memory.put(COUNTS, counts).build();
    }

    @Override
    public void restore(Memory memory) {
        policy.restore(memory);
        inFlight.restore(memory);
        counts = ArmArrays.whole(memory.get(COUNTS));
    }

    @Override
    public Optional<String> flaw(int arm) {
        return policy.flaw(arm);
    }
}
