package dev.leverframe.reward;

import java.util.List;

/**
 * A reward and what it had to do without.
 *
 * @param reward in [0, 1]
 * @param missing weighted components that were not sent and counted as neutral: of {@code latency_ms}, {@code
 *     cost_usd}, {@code quality}, in this order
 */
public record Composed(double reward, List<String> missing) {
    public Composed {
        missing = List.copyOf(missing);
    }
}
