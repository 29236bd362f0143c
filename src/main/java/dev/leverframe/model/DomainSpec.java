package dev.leverframe.model;

import java.util.List;

/**
 * A domain as configured.
 *
 * @param arms the arms, in their order
 * @param autoArms whether a candidate that is not among the arms becomes one at its first select
 * @param policy the core policy
 * @param decisionTtlMs how long a decision waits for its outcome, milliseconds
 */
public record DomainSpec(
        String domain,
        List<String> arms,
        boolean autoArms,
        PolicySpec policy,
        RewardSettings reward,
        ContextSpec context,
        long decisionTtlMs) {
    public DomainSpec {
        arms = List.copyOf(arms);
    }

    public DomainSpec withArms(List<String> changed) {
        return new DomainSpec(domain, changed, autoArms, policy, reward, context, decisionTtlMs);
    }

    /**
     * How contexts are encoded.
     *
     * @param dimension how many positions an encoded context has, the constant among them: named features are hashed into
     *     them, and a vector may have one entry less
     */
    public record ContextSpec(int dimension) {}
}
