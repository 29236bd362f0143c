package dev.leverframe.model;

/** The quantity that a comparison is about. Two of them may differ in sign on the same data. */
public enum Estimand implements Worded {
    /** Each decision was allocated by itself and counts once. */
    PER_DECISION("mean reward per decision", "decisions"),
    /** Units stay on their variant; each counts once, with the mean of its decisions. */
    PER_UNIT("mean reward per unit, whatever the number of its decisions", "units"),
    /** Units stay on their variant; each counts as often as it decided. */
    PER_DECISION_OF_UNITS("mean reward per decision, with the spread between units", "units"),
    /** What each variant would have earned on all decisions, whoever served. */
    COUNTERFACTUAL("mean reward had the variant decided everything, over the contexts that came", "decisions");

    private final String definition;
    private final String counted;

    Estimand(String definition, String counted) {
        this.definition = definition;
        this.counted = counted;
    }

    /** In words. */
    public String definition() {
        return definition;
    }

    /** What n counts: decisions or units. */
    public String counted() {
        return counted;
    }
}
