package dev.leverframe.offline;

import dev.leverframe.decisionlog.LogQuery;
import dev.leverframe.decisionlog.Times;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From when until when. */
final class TimeRange {
    @Option(names = "--from", description = "The first moment, such as 2026-11-23T09:15:00Z; default: the beginning.")
    private @Nullable String from;

    @Option(names = "--to", description = "The moment after the last; default: the end.")
    private @Nullable String to;

    /** @throws IllegalArgumentException if one of them is no time; the message names it */
    LogQuery of(@Nullable String domain) {
        return new LogQuery(domain, parse("--from", from, Long.MIN_VALUE), parse("--to", to, Long.MAX_VALUE));
    }

    private static long parse(String option, @Nullable String text, long absent) {
        try {
            return text == null ? absent : Times.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " " + e.getMessage(), e);
        }
    }
}
