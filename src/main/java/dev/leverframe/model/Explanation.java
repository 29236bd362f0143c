package dev.leverframe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a decision came about.
 *
 * @param candidates in the order in which the draw walked over them
 * @param distribution what was drawn from, in candidate order
 * @param scores the deciding policy's index or posterior mean per candidate, in candidate order; null if it has none
 * @param features the context as the policies saw it, with the served arm's own features where arms have some
 * @param names what stands at each stored entry of {@code features}; empty text where that is not known any more
 * @param encoding version of the encoding that the features were made by
 * @param seed what the draw was keyed by
 * @param draw the uniform number that picked the arm, in (0, 1)
 * @param proposals what the variants of the experiments at hand had for this select
 */
public record Explanation(
        List<String> candidates,
        Distribution distribution,
        @Nullable List<Double> scores,
        FeatureVector features,
        List<String> names,
        String encoding,
        String seed,
        double draw,
        List<Proposals> proposals) {
    public Explanation {
        candidates = List.copyOf(candidates);
        scores = scores == null ? null : List.copyOf(scores);
        names = List.copyOf(names);
        proposals = List.copyOf(proposals);
    }
}
