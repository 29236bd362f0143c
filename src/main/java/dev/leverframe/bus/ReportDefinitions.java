package dev.leverframe.bus;

import io.vertx.core.json.JsonObject;

/**
 * What each number of a report is, in one sentence, by its key; by the end of its path where a key means several things. So
 * {@code guardrails.alpha} is the alpha of a guardrail, and {@code alpha} every other one.
 */
final class ReportDefinitions {
    private static final JsonObject DEFINITIONS = new JsonObject();

    static {
        settings();
        counts();
        values();
        regrets();
        comparisons();
        checks();
        flip();
    }

    private ReportDefinitions() {}

    static JsonObject json() {
        return DEFINITIONS.copy();
    }

    private static void settings() {
        define("segment", "Counts stretches with the same phase, weights, policies and reward, from 1.");
        define(
                "epoch",
                "Counts changes after which rewards or policies mean something else, from 1; evidence carries over the"
                        + " segments of one epoch.");
        define("alpha", "Probability that a claim made by this interval or verdict is ever false, at any look.");
        define("lower", "Lower end of an interval that holds at every look; null: there is none yet.");
        define("upper", "Upper end of an interval that holds at every look; null: there is none yet.");
        define("weight", "Relative share as configured.");
        define("share", "Part of the units that is allocated to the variant, as rounded to slots.");
    }

    private static void counts() {
        define("reward_window_ms", "How long the outcome of a decision is waited for, milliseconds.");
        define(
                "pending",
                "Decisions whose outcome is still waited for, or that wait for an earlier one: evidence is taken in the"
                        + " order of decisions.");
        define("mature", "Decisions whose outcome is final, or whose time is over.");
        define("missing", "Mature decisions without an outcome.");
        define("missing_rate", "Part of the mature decisions that has no outcome.");
        define("missing_value", "Reward of a missing outcome under missing_rule as_value.");
        define(
                "missing_bounds.lower",
                "The variant's mean were every missing outcome worth 0 (Manski 1990); of means, not of chance.");
        define("missing_bounds.upper", "The variant's mean were every missing outcome worth 1 (Manski 1990).");
        define("closed_late", "Outcomes of the whole domain that came after their time and changed nothing.");
        define("allocated", "Units that chance gave to the variant in this segment; 0 in shadow.");
        define("n", "Mature decisions that this mean is over.");
    }

    private static void values() {
        define("mean", "Mean reward per decision.");
        define("realised.mean", "Mean reward of the decisions that the variant served.");
        define(
                "counterfactual.mean",
                "What the variant would have earned on all decisions, whoever served: doubly robust estimate.");
        define("ips", "The same by inverse propensity weighting alone: unbiased, and noisier.");
        define("snips", "The same by self-normalised weighting: less noisy, with a bias that vanishes.");
        define("replay_matches", "Decisions on which a draw of the variant's own would have served the same arm.");
        define("effective_sample_size", "How many decisions of its own the weighted ones are worth.");
        define("max_weight", "Largest probability under the variant over the logged propensity.");
        define("mean_weight", "Mean of these weights; 1 in the long run, or the weight audit fires.");
        define("unsupported_mass", "Mean probability that the variant gives to arms that could not be served.");
    }

    private static void regrets() {
        define(
                "regret_sum",
                "Reward lost against the best single arm as estimated at the time, summed; may be negative.");
        define(
                "regret_vs_core.mean",
                "Value of the core policy less that of the variant, per decision; negative: the variant earns more.");
        define(
                "regret_vs_best_variant",
                "Counterfactual value of the best variant less that of this one, per decision.");
        define("pseudo_regret_model", "What the reward model thinks the variant loses to the best arm, per decision.");
    }

    private static void comparisons() {
        define("treatment_units", "Mature units of the treatment, as the estimand counts them.");
        define("control_units", "Mature units of the control, as the estimand counts them.");
        define("treatment_mean", "Mean reward of the treatment, as the estimand says.");
        define("control_mean", "Mean reward of the control, as the estimand says.");
        define("difference", "Treatment less control, per the estimand; more is better.");
        define(
                "p_value",
                "Anytime-valid: falls to x with a probability of x at most if there is no difference, however often one"
                        + " looks.");
        define(
                "log_e_value",
                "Natural logarithm of the evidence against no difference, with that of earlier segments.");
        define("more_units", "Mature units still needed, were the difference what it looks like; null: not known.");
        define("more_ms", "The same in milliseconds at the present rate; null: not known.");
        define("detectable", "Smallest difference that can be told from none at units_max; null: not known yet.");
        define("log_e_values", "By treatment, what log_e_value was when the segment ended.");
    }

    private static void checks() {
        define("limit", "From where on a decision is bad: milliseconds or US dollars.");
        define("tolerance", "By how much the treatment's rate of bad decisions may exceed the control's.");
        define("guardrails.alpha", "Probability that a harmless treatment ever breaks this guardrail.");
        define("guardrails.difference", "Rate of bad decisions of the treatment less that of the control.");
        define("lower_bound", "Bound from below of that difference; above tolerance the guardrail is broken.");
        define("log_e", "Natural logarithm of the evidence that units did not come in the ratio of the shares.");
        define(
                "checks.sample_ratio_allocated.p_value",
                "Anytime-valid, that units were given out in the ratio of the shares; fires at 0.001.");
        define(
                "checks.sample_ratio_mature.p_value",
                "Anytime-valid, that units matured in the ratio of the shares; fires at 0.001.");
        define("counts", "Units by variant.");
        define("chi_square_one_look", "Pearson's statistic; right only for somebody who looks once.");
        define("chi_square_p", "Its p-value; looked at often, it cries wolf.");
    }

    private static void flip() {
        define(
                "flip.recommended",
                "True where the phase is shadow, no check has fired, no treatment is judged harmful, and for some"
                        + " treatment nothing is unmet and the interval of its gain over the core policy (minus"
                        + " regret_vs_core) lies above -delta_harm.");
    }

    private static void define(String key, String sentence) {
        DEFINITIONS.put(key, sentence);
    }
}
