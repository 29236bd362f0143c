package dev.leverframe.journal;

/**
 * Names the facts of one owner.
 *
 * @param domain its domain; empty for the registry
 * @param generation tells a domain from one that had its name before it; from 1, and 0 for the registry
 */
public record StreamId(String domain, int generation) implements Comparable<StreamId> {
    /** The registry's own facts: which domains there are, flags, settings. */
    public static final StreamId REGISTRY = new StreamId("", 0);

    @Override
    public int compareTo(StreamId other) {
        int byDomain = domain.compareTo(other.domain);
        return byDomain == 0 ? Integer.compare(generation, other.generation) : byDomain;
    }
}
