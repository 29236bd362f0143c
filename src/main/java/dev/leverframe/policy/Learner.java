package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Flags;
import dev.leverframe.model.PolicySpec;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A policy with its specification, fenced: whatever happens inside the policy, learning and deciding end with an answer.
 * A policy that cannot give a usable distribution says why, and whoever asked serves something else.
 */
public final class Learner {
    private final PolicySpec spec;
    private final Policy policy;
    private boolean broken;

    public Learner(PolicySpec spec) {
        this(spec, Policies.create(spec));
    }

    /** @param armNumbers the number of an arm by its name, for the arms that the specification names */
    public Learner(PolicySpec spec, ToIntFunction<String> armNumbers) {
        this(spec, Policies.create(spec, armNumbers));
    }

    Learner(PolicySpec spec, Policy policy) {
        this.spec = spec;
        this.policy = policy;
    }

    public PolicySpec spec() {
        return spec;
    }

    /** Type of the policy, as the contract writes it. */
    public String type() {
        return spec.type().word();
    }

    public boolean contextual() {
        return policy.contextual();
    }

    /** The distribution over these candidates, or why there is none. */
    public Attempt attempt(Flags flags, Candidates candidates) {
        if (switchedOff(flags)) {
            return new Attempt(null, FallbackCause.FLAG_OFF);
        }
        if (broken) {
            return new Attempt(null, FallbackCause.POLICY_STATE);
        }
        try {
            return new Attempt(policy.distribution(candidates), null);
        } catch (RuntimeException e) {
            return new Attempt(null, FallbackCause.POLICY_STATE);
        }
    }

    /** What the policy ranks the candidates by, or null where it cannot say. */
    public double @Nullable [] scores(Candidates candidates) {
        try {
            return policy.scores(candidates);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** See {@link Policy#learn}. */
    public void learn(Observation observation) {
        fenced(() -> policy.learn(observation));
    }

    /** See {@link Policy#pulled}. */
    public void pulled(int arm) {
        fenced(() -> policy.pulled(arm));
    }

    /** See {@link Policy#settled}. */
    public void settled(int arm) {
        fenced(() -> policy.settled(arm));
    }

    /** A policy that fails while learning is set aside: what it knows may be half changed. */
    private void fenced(Runnable change) {
        if (broken) {
            return;
        }
        try {
            change.run();
        } catch (RuntimeException e) {
            broken = true;
        }
    }

    private boolean switchedOff(Flags flags) {
        return spec.type().isLinTs() && !flags.rlLints();
    }

    /** A distribution, or the cause that there is none: exactly one of the two. */
    public record Attempt(
            @Nullable Distribution distribution, @Nullable FallbackCause cause) {}
}
