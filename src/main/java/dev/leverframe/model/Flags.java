package dev.leverframe.model;

/**
 * The feature flags, read at every decision.
 *
 * @param experimentHarness experiments interpose; off: every decision is the core policy's
 * @param rlLints linear Thompson sampling policies may be selected
 */
public record Flags(boolean experimentHarness, boolean rlLints) {
    public static final Flags OFF = new Flags(false, false);

    public boolean get(Flag flag) {
        return switch (flag) {
            case ENABLE_EXPERIMENT_HARNESS -> experimentHarness;
            case ENABLE_RL_LINTS -> rlLints;
        };
    }

    public Flags with(Flag flag, boolean enabled) {
        return switch (flag) {
            case ENABLE_EXPERIMENT_HARNESS -> new Flags(enabled, rlLints);
            case ENABLE_RL_LINTS -> new Flags(experimentHarness, enabled);
        };
    }

    /** The names as operators write them. */
    public enum Flag {
        ENABLE_EXPERIMENT_HARNESS,
        ENABLE_RL_LINTS
    }
}
