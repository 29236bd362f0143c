package dev.leverframe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the variants of one experiment had for one select, whether they decided or not.
 *
 * @param segment which segment of the experiment it counts in, from 1
 * @param phase shadow or active
 * @param assigned the variant whose distribution was drawn from; null in shadow
 */
public record Proposals(
        String experiment,
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
     * @param distribution what is drawn from when it decides
     * @param own whether the distribution came from the variant's policy; false: a substitute for one that is switched off
     *     or broken, which says nothing about the variant
     */
    public record Proposal(String variant, double share, Distribution distribution, boolean own) {}
}
