package dev.leverframe.model;

/** What the evidence about one treatment says now; the first that applies. */
public enum Verdict implements Worded {
    /** The treatment earns less than the control. */
    HARM,
    /** The treatment breaks what must not break, whatever it earns. */
    GUARDRAIL,
    /** The treatment earns more than the control. */
    WIN,
    /** There is no difference that anybody would care for. */
    FUTILE,
    /** As many units were seen as were allowed, and nothing followed. */
    TIMEOUT,
    /** None of these yet. */
    CONTINUE;

    /** Whether there is nothing more to wait for. */
    public boolean stops() {
        return this != CONTINUE;
    }

    /** Whether going back to the control needs nobody's consent. */
    public boolean protects() {
        return this == HARM || this == GUARDRAIL;
    }
}
