package dev.leverframe.model;

import static dev.leverframe.model.Parameter.number;
import static dev.leverframe.model.Parameter.oneOf;
import static dev.leverframe.model.Parameter.optional;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of policy, each with its parameters, their ranges and defaults. */
public enum PolicyType implements Worded {
    /** Constant {@code epsilon} where given, else the decaying schedule. */
    EPSILON_GREEDY(
            optional("epsilon", 0, 1),
            number("epsilon_initial", 0, 1, 0.2),
            number("epsilon_min", 0, 1, 0.02),
            number("epsilon_tau", 1, 1e9, 1000),
            Parameter.HALF_LIFE,
            Parameter.WINDOW),
    /** The best mean, always. */
    GREEDY(Parameter.HALF_LIFE, Parameter.WINDOW),
    /** {@code probabilities} by arm, for ever. */
    FIXED,
    /** With {@code discount} D-UCB, with {@code window_pulls} SW-UCB. */
    UCB1(optional("discount", 0.5, 1), optional("window_pulls", 10, 1e9), Parameter.HALF_LIFE, Parameter.WINDOW),
    UCB1_TUNED(Parameter.HALF_LIFE, Parameter.WINDOW),
    KL_UCB(number("c", 0, 100, 0), Parameter.HALF_LIFE, Parameter.WINDOW),
    /** Beta Thompson sampling for rewards in [0, 1]. */
    THOMPSON(
            number("prior_alpha", 1e-3, 1e6, 1),
            number("prior_beta", 1e-3, 1e6, 1),
            oneOf("update", "fractional", "binarised"),
            Parameter.HALF_LIFE,
            Parameter.WINDOW),
    GAUSSIAN_THOMPSON(
            number("prior_variance", 1e-9, 1e6, 0.25),
            number("prior_variance_n", 1, 1e6, 2),
            oneOf("variance", "own", "fixed"),
            Parameter.HALF_LIFE,
            Parameter.WINDOW),
    /** Thompson sampling to find the best arm. */
    TOP_TWO_THOMPSON(
            number("leader_share", 0, 1, 0.5),
            number("prior_alpha", 1e-3, 1e6, 1),
            number("prior_beta", 1e-3, 1e6, 1),
            oneOf("update", "fractional", "binarised"),
            Parameter.HALF_LIFE,
            Parameter.WINDOW),
    SOFTMAX(number("temperature", 1e-6, 1e6, 0.1), Parameter.HALF_LIFE, Parameter.WINDOW),
    /** Inverse gap weighting. */
    SQUARE_CB(
            number("gamma_scale", 0, 1e9, 10),
            number("gamma_exponent", 0, 4, 0.5),
            oneOf("regressor", "linear", "means"),
            Parameter.HALF_LIFE),
    /** The bound is {@code alpha} wide where given, else as {@code delta} has it; in units of the noise unless that is fixed. */
    LIN_UCB(
            optional("alpha", 0, 1e6),
            number("delta", 1e-9, 0.5, 0.05),
            number("lambda", 1e-6, 1e6, 1),
            number("noise_bound", 0, 1e6, 0.5),
            number("coefficient_bound", 0, 1e6, 1),
            number("noise_variance", 1e-9, 1e6, 0.09),
            number("noise_n", 1, 1e6, 4),
            number("dimension_max", 1, 1024, 256),
            oneOf("noise", "learned", "fixed"),
            oneOf("radius", "constant", "theory"),
            Parameter.HALF_LIFE,
            Parameter.WINDOW),
    LIN_TS_DIAG(
            number("prior_scale", 1e-6, 1e6, 0.09),
            number("noise_variance", 1e-9, 1e6, 0.09),
            number("noise_n", 1, 1e6, 4),
            number("exploration_scale", 0, 100, 1),
            number("initial_pulls", 0, 1e6, 10),
            oneOf("noise", "learned", "fixed"),
            Parameter.HALF_LIFE),
    LIN_TS_FULL(
            number("prior_scale", 1e-6, 1e6, 0.09),
            number("noise_variance", 1e-9, 1e6, 0.09),
            number("noise_n", 1, 1e6, 4),
            number("exploration_scale", 0, 100, 1),
            number("initial_pulls", 0, 1e6, 10),
            number("dimension_max", 1, 1024, 256),
            oneOf("noise", "learned", "fixed"),
            Parameter.HALF_LIFE,
            Parameter.WINDOW);

    @SuppressWarnings("ImmutableEnumChecker") // Stream.toList gives a list that cannot be changed
    private final List<Parameter> parameters;
    /** Made once: every answer and every record has it. */
    private final String word = Worded.super.word();

    PolicyType(Parameter... own) {
        this.parameters =
                Stream.concat(Arrays.stream(own), Parameter.COMMON.stream()).toList();
    }

    @Override
    public String word() {
        return word;
    }

    /** Its own parameters, then those that all policies have. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Whether it is configured with shares by arm. */
    public boolean hasShares() {
        return this == FIXED;
    }

    /** Whether it may be selected only while {@code ENABLE_RL_LINTS} is on. */
    public boolean isLinTs() {
        return this == LIN_TS_DIAG || this == LIN_TS_FULL;
    }
}
