package dev.leverframe.reward;

import dev.leverframe.model.Outcome;
import dev.leverframe.model.RewardSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Composes a reward of cost, latency and quality, each brought to [0, 1] with 1 as the best.
 *
 * <pre>
 *   reward = ( wc (1 - min(1, cost/ref)) + wl lat(latency) + wq quality ) / (wc + wl + wq)
 *   lat(L) = 1 - min(1, L/W)   or   exp(-L/W)   or   W / (W + L)
 * </pre>
 *
 * The reward lies in [0, 1], never rises with cost or latency, never falls with quality, and moves by no more than the
 * term that moved it. References and window are constants of the settings, never of the arm: cost over the arm's own
 * projected cost would be 1 for every arm and say nothing.
 *
 * <p>A weighted component that was not sent counts as 0.5, the middle of its term. Dropping its weight instead would
 * mix two scales within one arm. A failed request is worth the failure value whatever its components say.
 */
public final class RewardComposer {
    /** The name of each component, as the contract has it. */
    static final String LATENCY_MS = "latency_ms";

    static final String COST_USD = "cost_usd";
    static final String QUALITY = "quality";

    private static final double NEUTRAL = 0.5;

    private RewardComposer() {}

    /**
     * @throws IllegalArgumentException if a component is out of its range, or the weights do not have a positive,
     *     finite sum
     */
    public static Composed compose(RewardSettings settings, Outcome.Components components) {
        if (Boolean.TRUE.equals(components.failed())) {
            return new Composed(settings.failureValue(), List.of());
        }
        double total = totalWeight(settings);
        List<String> missing = new ArrayList<>(0);
        double latency = term(LATENCY_MS, settings.latencyWeight(), latencyLeft(settings, components), missing);
        double cost = term(COST_USD, settings.costWeight(), costLeft(settings, components), missing);
        double quality = term(QUALITY, settings.qualityWeight(), quality(components), missing);
        // The exact quotient is at most 1; round-off may pass it by an ulp.
        return new Composed(Math.min(1, (quality + cost + latency) / total), missing);
    }

    private static double totalWeight(RewardSettings settings) {
        double total = settings.qualityWeight() + settings.costWeight() + settings.latencyWeight();
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("reward weights must have a positive, finite sum, got " + total);
        }
        return total;
    }

    private static double term(String name, double weight, @Nullable Double value, List<String> missing) {
        if (value != null) {
            return weight * value;
        }
        if (weight > 0) {
            missing.add(name);
        }
        return weight * NEUTRAL;
    }

    private static @Nullable Double latencyLeft(RewardSettings settings, Outcome.Components components) {
        Double latency = components.latencyMs();
        if (latency == null) {
            return null;
        }
        double used = requireAmount(LATENCY_MS, latency) / settings.latencyMsWindow();
        return switch (settings.latencyShape()) {
            case LINEAR_CLIP -> 1 - Math.min(1, used);
            case EXP -> Math.exp(-used);
            case HYPERBOLIC -> 1 / (1 + used);
        };
    }

    private static @Nullable Double costLeft(RewardSettings settings, Outcome.Components components) {
        Double cost = components.costUsd();
        return cost == null ? null : 1 - Math.min(1, requireAmount(COST_USD, cost) / settings.costRefUsd());
    }

    private static @Nullable Double quality(Outcome.Components components) {
        Double quality = components.quality();
        if (quality != null && !(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException(QUALITY + " must be in [0, 1], got " + quality);
        }
        return quality;
    }

    private static double requireAmount(String name, double amount) {
        if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and 0 or more, got " + amount);
        }
        return amount;
    }
}
