package dev.leverframe.model;

import java.util.List;

/**
 * A comparison of policies on a domain.
 *
 * @param control the variant that the others are compared against
 * @param salt randomises units; the experiment's name unless set; changing it moves everybody on purpose
 * @param resolution slots that {@code MODULO} apportions to the weights
 * @param exposureBps share of the units that take part while active, in basis points (0 to 10,000)
 * @param evidence how it is judged
 */
public record ExperimentSpec(
        String experiment,
        String control,
        Scheme allocation,
        String salt,
        int resolution,
        int exposureBps,
        LearningScope learningScope,
        List<Variant> variants,
        EvidenceSettings evidence) {
    public ExperimentSpec {
        variants = List.copyOf(variants);
    }

    /** An experiment that is judged by the defaults. */
    public ExperimentSpec(
            String experiment,
            String control,
            Scheme allocation,
            String salt,
            int resolution,
            int exposureBps,
            LearningScope learningScope,
            List<Variant> variants) {
        this(
                experiment,
                control,
                allocation,
                salt,
                resolution,
                exposureBps,
                learningScope,
                variants,
                EvidenceSettings.DEFAULT);
    }

    /**
     * A policy with a share.
     *
     * @param weight relative share, finite, 0 or more
     */
    public record Variant(String variant, double weight, PolicySpec policy) {}

    /** How units are allocated to variants. */
    public enum Scheme implements Worded {
        /** Weights rescaled to a fixed number of slots; a reweight moves only boundaries. */
        MODULO,
        /** Whole-numbered weights as they are; any change of their sum moves most units. */
        MODULO_RAW,
        /** Weighted rendezvous hashing; a reweight moves as few units as can be. */
        RENDEZVOUS;
    }

    /** Which decisions a variant learns from while the experiment is active. */
    public enum LearningScope implements Worded {
        /** Only those it served, so that no variant lives on what another explored. */
        ISOLATED,
        /** All of them. */
        SHARED;
    }
}
