package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Flags;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.Snapshot;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A policy with its specification, fenced: whatever happens inside the policy, learning and deciding end with an answer.
 *
 * <p>After every change the policy is asked for a flaw in its numbers. While there is none, what it learned is remembered
 * every {@value #REMEMBERED_EVERY} observations, or less often where it is large, so that an observation copies a bounded
 * number of numbers on average. A policy that has a flaw, throws, or has no usable distribution is <em>quarantined</em>: a
 * fresh one takes over what was remembered last, and the rewards since then are lost. It serves and learns, and every
 * attempt says so, until it has learned {@value #HEALED_AFTER} observations soundly. What breaks for the {@value
 * #BREAKS_MAX}rd time is given up: it gives no distribution any more, and whoever asked serves something else.
 *
 * <p>Attempts change nothing; the state moves only by what happened, so that a replay ends in the same quarantines.
 */
public final class Learner {
    static final int REMEMBERED_EVERY = 64;
    static final int HEALED_AFTER = 64;
    static final int BREAKS_MAX = 3;
    private final PolicySpec spec;
    private final Supplier<Policy> fresh;
    private final Remembered remembered;
    private Policy policy;
    private int healedIn;
    private int breaks;
    private @Nullable String flaw;
    private double propensityError;

    public Learner(PolicySpec spec) {
        this(spec, () -> Policies.create(spec));
    }

    /** @param armNumbers the number of an arm by its name, for the arms that the specification names */
    public Learner(PolicySpec spec, ToIntFunction<String> armNumbers) {
        this(spec, () -> Policies.create(spec, armNumbers));
    }

    /** @param fresh makes policies that have learned nothing yet */
    Learner(PolicySpec spec, Supplier<Policy> fresh) {
        this.spec = spec;
        this.fresh = fresh;
        policy = fresh.get();
        remembered = new Remembered(policy.memory());
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

    /** The distribution over these candidates, and why it is not simply the policy's own. */
    public Attempt attempt(Flags flags, Candidates candidates) {
        propensityError = 0;
        if (switchedOff(flags)) {
            return new Attempt(null, FallbackCause.FLAG_OFF);
        }
        if (givenUp()) {
            return new Attempt(null, FallbackCause.POLICY_STATE);
        }
        Distribution own = distribution(policy, candidates);
        if (own != null) {
            return new Attempt(own, quarantined() ? FallbackCause.POLICY_STATE : null);
        }
        return new Attempt(distribution(restored(), candidates), FallbackCause.POLICY_STATE);
    }

    private @Nullable Distribution distribution(@Nullable Policy asked, Candidates candidates) {
        try {
            Distribution own = asked == null ? null : asked.distribution(candidates);
            propensityError = asked == null ? 0 : asked.propensityError();
            return own;
        } catch (RuntimeException e) {
            return null;
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
        if (changed(observation.arm(), () -> policy.learn(observation))) {
            learnedSoundly();
        }
    }

    /** See {@link Policy#pulled}. */
    public void pulled(int arm) {
        remembered.pulled(arm);
        changed(arm, () -> policy.pulled(arm));
    }

    /** See {@link Policy#settled}. */
    public void settled(int arm) {
        remembered.settled(arm);
        changed(arm, () -> policy.settled(arm));
    }

    /** See {@link Policy#seed}. Remembered at once: no later reward would tell it again. */
    public void seed(int arm, int like, double pulls) {
        if (changed(arm, () -> policy.seed(arm, like, pulls)) && !quarantined()) {
            rememberIfSound(policy.memory());
        }
    }

    /** See {@link Policy#propensityError}: that of the last attempt, 0 where it computed no distribution. */
    public double propensityError() {
        return propensityError;
    }

    /** A decision was made for which this policy had no usable distribution of its own, or is quarantined already. */
    public void fellBack() {
        if (!quarantined() && !givenUp()) {
            quarantine("no usable distribution");
        }
    }

    /** Everything learned; without the quarantine. */
    public Memory memory() {
        return policy.memory();
    }

    /** Takes over what another policy of this specification had learned; where nobody can have learned that, it breaks. */
    public void restore(Memory memory) {
        if (changed(0, () -> policy.restore(memory))) {
            remembered.renew(memory);
        }
    }

    /**
     * Everything that decides what comes of later attempts and observations. What was learned before it was given up does
     * not.
     */
    public Snapshot snapshot() {
        Snapshot.Builder kept = Snapshot.builder()
                .counts("breaks", breaks)
                .counts("healed_in", healedIn)
                .text("flaw", flaw);
        if (!givenUp()) {
            kept.part("policy", policy.memory().snapshot()).part("remembered", remembered.snapshot());
        }
        return kept.build();
    }

    /**
     * Takes over what a snapshot kept, bit for bit; on one that has learned nothing.
     *
     * @throws IllegalArgumentException if nobody can have learned that; this one is not to be used afterwards
     */
    public void restore(Snapshot kept) {
        breaks = (int) kept.count("breaks", 0);
        healedIn = (int) kept.count("healed_in", 0);
        flaw = kept.text("flaw");
        if (kept.has("policy")) {
            kept.restore("policy", part -> policy.restore(Memory.of(part)));
        }
        kept.restore("remembered", remembered::restore);
    }

    /** Whether it serves and learns from what was remembered before it broke. */
    public boolean quarantined() {
        return healedIn > 0 && !givenUp();
    }

    /** Whether it broke too often and serves no more. */
    public boolean givenUp() {
        return breaks >= BREAKS_MAX;
    }

    /** How often it broke. */
    public int breaks() {
        return breaks;
    }

    /** What broke last, in a few words; empty where nothing ever did. */
    public Optional<String> flaw() {
        return Optional.ofNullable(flaw);
    }

    private boolean changed(int arm, Runnable change) {
        if (givenUp()) {
            return false;
        }
        Optional<String> found = flawAfter(arm, change);
        found.ifPresent(this::quarantine);
        return found.isEmpty();
    }

    private Optional<String> flawAfter(int arm, Runnable change) {
        try {
            change.run();
            return policy.flaw(arm);
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void learnedSoundly() {
        if (quarantined()) {
            // What was remembered before stays the fallback until this one is known to be sound.
            healedIn--;
            return;
        }
        remembered.learned();
        if (remembered.isDue()) {
            rememberIfSound(policy.memory());
        }
    }

    /** A flaw in an arm that nobody learned of lately shows here, where a fresh policy would not take the memory over. */
    private void rememberIfSound(Memory memory) {
        try {
            fresh.get().restore(memory);
            remembered.renew(memory);
        } catch (RuntimeException e) {
            quarantine(String.valueOf(e.getMessage()));
        }
    }

    private void quarantine(String why) {
        breaks++;
        flaw = why;
        healedIn = HEALED_AFTER;
        remembered.fallBack();
        Policy restored = restored();
        if (restored == null) {
            breaks = BREAKS_MAX;
        } else {
            policy = restored;
        }
    }

    /** A fresh policy with what was remembered; null where not even that is possible. */
    private @Nullable Policy restored() {
        try {
            return remembered.on(fresh.get());
        } catch (RuntimeException e) {
            return null;
        }
    }

    private boolean switchedOff(Flags flags) {
        return spec.type().isLinTs() && !flags.rlLints();
    }

    /**
     * What a policy had for some candidates: at least one of the two.
     *
     * @param distribution to be served; null where there is none
     * @param cause why there is none, or (a distribution beside it) why the policy is not at its best; null: it is
     */
    public record Attempt(
            @Nullable Distribution distribution, @Nullable FallbackCause cause) {}
}
