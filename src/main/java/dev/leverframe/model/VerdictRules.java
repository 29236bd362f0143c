package dev.leverframe.model;

/**
 * What a verdict asks for. Declared before the data; differences are in units of the reward.
 *
 * @param unitsMin mature units that treatment and control need each, 0 or more
 * @param essMin effective sample size that a counterfactual comparison needs, 0 or more
 * @param runtimeMinMs milliseconds that must pass before a win or a futility, 0 or more
 * @param deltaHarm loss that is still tolerated, 0 or more
 * @param deltaMin gain that a win must exceed, 0 or more
 * @param rope difference that nobody would care for in either direction, more than 0
 * @param unitsMax mature units, of all variants together, after which the experiment is over
 */
public record VerdictRules(
        long unitsMin,
        double essMin,
        long runtimeMinMs,
        double deltaHarm,
        double deltaMin,
        double rope,
        long unitsMax) {
    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    /** A day, 200 units each, and at most 20,000 units, ten times what is planned for. */
    public static final VerdictRules DEFAULT = new VerdictRules(200, 50, DAY_MS, 0, 0, 0.01, 20_000);

    public VerdictRules {
        if (!(unitsMin >= 0 && runtimeMinMs >= 0 && unitsMax >= 1 && essMin >= 0)) {
            throw new IllegalArgumentException("units, effective sample size and runtime must not be negative, got "
                    + unitsMin + ", " + essMin + ", " + runtimeMinMs + " and at most " + unitsMax);
        }
        if (!(deltaHarm >= 0 && deltaMin >= 0 && rope > 0)) {
            throw new IllegalArgumentException("harm and gain must be 0 or more and the rope more than 0, got "
                    + deltaHarm + ", " + deltaMin + " and " + rope);
        }
    }
}
