package dev.leverframe.bus;

/** Every event bus address. */
public final class Addresses {
    /** Domains come and go here, and flags change here: {@link Management} requests, answered by the registry. */
    public static final String REGISTRY = "leverframe.registry";

    /** Figures of the domains are published here as JSON objects in the shape of the stats of one domain. */
    public static final String STATS = "leverframe.stats";

    private static final String PREFIX = "leverframe.";

    private Addresses() {}

    /** Takes a {@link SelectBatch}, or a JSON object in the shape of the HTTP body. */
    public static String select(String domain) {
        return PREFIX + domain + ".select";
    }

    /** Takes an {@link OutcomeBatch}, or a JSON object in the shape of the HTTP body. */
    public static String outcome(String domain) {
        return PREFIX + domain + ".outcome";
    }

    /** Takes {@link Management} requests about one domain. */
    public static String management(String domain) {
        return PREFIX + domain + ".management";
    }
}
