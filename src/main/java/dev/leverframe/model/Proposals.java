package dev.leverframe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the variants of one experiment had for one select, whether they decided or not.
 *
 * @param serial tells experiments of the same name apart: one that was deleted from one that came after it
 * @param segment which segment of the experiment it counts in, from 1
 * @param phase shadow or active
 * @param assigned the variant whose distribution was drawn from; null in shadow
 */
public record Proposals(
        String experiment,
        long serial,
        int segment,
        Phase phase,
        @Nullable String assigned,
        List<Proposal> variants) {
    public Proposals {
        variants = List.copyOf(variants);
    }

    /**
     * One variant's part.
     *
     * @param share the part of the units that is allocated to it, in [0, 1]
     * @param policy type of the policy that the distribution came from
     * @param distribution what is drawn from when it decides
     * @param substituted why the distribution says nothing about the variant: it is a substitute's, or that of a policy
     *     whose state broke and which is learning its way back; null: it is the variant's own
     */
    public record Proposal(
            String variant,
            double share,
            String policy,
            Distribution distribution,
            @Nullable FallbackCause substituted) {
        /** Whether the distribution came from the variant's own policy, in good health. */
        public boolean own() {
            return substituted == null;
        }
    }

    /** The proposal of a variant. */
    public Proposal of(String variant) {
        for (Proposal proposal : variants) {
            if (proposal.variant().equals(variant)) {
                return proposal;
            }
        }
        throw new IllegalArgumentException("no variant '" + variant + "' in " + experiment);
    }
}
