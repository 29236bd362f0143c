package dev.leverframe.decisionlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Moments as texts: RFC 3339, UTC, with three digits of a second. */
public final class Times {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Times() {}

    /** @param ms since the epoch */
    public static String format(long ms) {
        return MILLISECONDS.format(Instant.ofEpochMilli(ms));
    }

    /**
     * Milliseconds since the epoch; any offset is read, and what is finer than a millisecond is cut off.
     *
     * @throws IllegalArgumentException if it is not RFC 3339; the message says what is
     */
    public static long parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "must be a time such as 2026-11-23T09:15:00Z, got '" + shorten(text) + "'", e);
        }
    }

    private static String shorten(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
