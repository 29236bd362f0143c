package dev.leverframe.model;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A domain as configured.
 *
 * @param arms the arms, in their order
 * @param autoArms whether a candidate that is not among the arms becomes one at its first select
 * @param policy the core policy
 * @param decisionTtlMs how long a decision waits for its outcome, milliseconds
 * @param armFeatures what is known of an arm by itself, by arm; empty: candidates share their context
 * @param armLike for an arm, the arm that it starts like when it is first seen
 */
public record DomainSpec(
        String domain,
        List<String> arms,
        boolean autoArms,
        PolicySpec policy,
        RewardSettings reward,
        ContextSpec context,
        long decisionTtlMs,
        Map<String, Context.Named> armFeatures,
        Map<String, String> armLike) {
    public DomainSpec {
        arms = List.copyOf(arms);
        armFeatures = Map.copyOf(armFeatures);
        armLike = Map.copyOf(armLike);
    }

    /** A domain whose arms have no features of their own and start from the prior. */
    public DomainSpec(
            String domain,
            List<String> arms,
            boolean autoArms,
            PolicySpec policy,
            RewardSettings reward,
            ContextSpec context,
            long decisionTtlMs) {
        this(domain, arms, autoArms, policy, reward, context, decisionTtlMs, Map.of(), Map.of());
    }

    public DomainSpec withArms(List<String> changed) {
        return new DomainSpec(domain, changed, autoArms, policy, reward, context, decisionTtlMs, armFeatures, armLike);
    }

    public DomainSpec withPolicy(PolicySpec changed) {
        return new DomainSpec(domain, arms, autoArms, changed, reward, context, decisionTtlMs, armFeatures, armLike);
    }

    /**
     * How contexts are encoded.
     *
     * @param dimension how many positions an encoded context has: the constant, those of the declared features, and the
     *     rest, which features that are not declared are hashed into and a vector fills from its start
     */
    public record ContextSpec(int dimension, FeatureSchema schema) {
        /** Nothing declared. */
        public ContextSpec(int dimension) {
            this(dimension, FeatureSchema.NONE);
        }

        /** How many entries a vector may have; at least 1 in a sound specification. */
        public int vectorEntriesMax() {
            return dimension - 1 - schema.positions();
        }

        /** 16 hexadecimal digits that differ where the encoding differs. */
        public String fingerprint() {
            return HexFormat.of().toHexDigits(schema.fingerprint(dimension));
        }
    }
}
