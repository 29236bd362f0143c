package dev.leverframe.demo;

/**
 * A step that was decided and whose outcome the service recorded.
 *
 * @param arm index of the arm that served
 * @param by the variant that decided, or {@link #CORE}
 */
record Served(Step step, int arm, String by) {
    /** What decided where no variant did. */
    static final String CORE = "core policy";

    ArmOutcome outcome() {
        return step.of(arm);
    }
}
