package dev.leverframe.model;

/**
 * The distribution that a variant has for one select, whether it decides or not.
 *
 * @param share the part of the units that is allocated to it, in [0, 1]
 */
public record VariantProposal(String experiment, String variant, double share, Distribution distribution) {}
