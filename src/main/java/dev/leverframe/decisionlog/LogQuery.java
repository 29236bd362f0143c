package dev.leverframe.decisionlog;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of the log.
 *
 * @param domain only this domain, or null for all of them
 * @param fromMs the first moment, ms since the epoch
 * @param toMs the moment after the last, ms since the epoch
 */
public record LogQuery(@Nullable String domain, long fromMs, long toMs) {
    /** Everything. */
    public static final LogQuery ALL = new LogQuery(null, Long.MIN_VALUE, Long.MAX_VALUE);

    /** Everything of one domain. */
    public static LogQuery of(String domain) {
        return new LogQuery(domain, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    boolean takes(String name) {
        return domain == null || domain.equals(name);
    }

    boolean takes(long atMs) {
        return atMs >= fromMs && atMs < toMs;
    }
}
