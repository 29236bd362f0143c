package dev.leverframe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a policy: a number within bounds, or one of a closed set of words.
 *
 * @param min least number allowed; likewise {@code max}
 * @param fallback the number used where none is given; null: none
 * @param words the words allowed, the first is used where none is given; empty for a number
 */
public record Parameter(
        String name, double min, double max, @Nullable Double fallback, List<String> words) {
    /** What every policy has. */
    public static final List<Parameter> COMMON = List.of(
            number("exploration_floor", 0, 0.5, 0.01),
            number("prior_mean", -1e6, 1e6, 0.5),
            number("prior_n", 1e-3, 1e6, 1),
            number("tie_tolerance", 0, 1, 1e-12));

    /** Forgetting by the wall clock, in seconds: from one second to thirty years. */
    static final Parameter HALF_LIFE = optional("half_life_s", 1, 1e9);

    /** As {@link #HALF_LIFE}; a tenth of it is the finest that a window is kept by. */
    static final Parameter WINDOW = optional("window_s", 10, 1e9);

    /** Names of the parameters of which a policy takes one at most. */
    public static final List<String> WAYS_TO_FORGET = List.of("half_life_s", "window_s", "discount", "window_pulls");

    public Parameter {
        words = List.copyOf(words);
    }

    static Parameter number(String name, double min, double max, double fallback) {
        return new Parameter(name, min, max, fallback, List.of());
    }

    static Parameter optional(String name, double min, double max) {
        return new Parameter(name, min, max, null, List.of());
    }

    static Parameter oneOf(String name, String... words) {
        return new Parameter(name, 0, 0, null, List.of(words));
    }

    public boolean isWord() {
        return !words.isEmpty();
    }
}
