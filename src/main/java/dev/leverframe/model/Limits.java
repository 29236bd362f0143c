package dev.leverframe.model;

/**
 * Bounds on what one domain may hold, so that no client can make it grow without end.
 *
 * @param armsMax arms a domain may have, retired ones included
 * @param candidatesMax candidates of one select
 * @param contextFeaturesMax features of one context
 * @param tenantsMax tenants whose sums are kept apart; further ones are counted together
 * @param pendingMax decisions remembered, whether they wait for an outcome or had one
 * @param experimentsMax experiments of a domain
 */
public record Limits(
        int armsMax, int candidatesMax, int contextFeaturesMax, int tenantsMax, int pendingMax, int experimentsMax) {
    public static final Limits DEFAULT = new Limits(256, 256, 256, 1000, 200_000, 16);
}
