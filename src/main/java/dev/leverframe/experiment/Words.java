package dev.leverframe.experiment;

import dev.leverframe.evidence.Interval;
import java.util.Locale;

/** Numbers as people write them, the same in every locale. */
final class Words {
    private static final double MINUTE_MS = 60_000;
    private static final double HOUR_MS = 60 * MINUTE_MS;
    private static final double DAY_MS = 24 * HOUR_MS;
    private static final int DECIMALS_MIN = 3;
    private static final int DECIMALS_MAX = 6;

    private Words() {}

    /** A count, with thousands apart. */
    static String count(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }

    /** A rate. */
    static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }

    /** Milliseconds in the largest unit that leaves at least one of it. */
    static String duration(double ms) {
        if (ms < HOUR_MS) {
            return String.format(Locale.ROOT, "%.0f min", ms / MINUTE_MS);
        }
        return ms < 2 * DAY_MS
                ? String.format(Locale.ROOT, "%.0f h", ms / HOUR_MS)
                : String.format(Locale.ROOT, "%.1f days", ms / DAY_MS);
    }

    /** Both ends, with the decimals that the width deserves. */
    static String between(Interval interval) {
        int decimals = decimals(interval.upper() - interval.lower());
        return "between " + signed(interval.lower(), decimals) + " and " + signed(interval.upper(), decimals);
    }

    /** Two digits of an uncertainty are worth reading. */
    static int decimals(double width) {
        int decimals = width > 0 ? 1 - (int) Math.floor(Math.log10(width)) : DECIMALS_MAX;
        return Math.min(DECIMALS_MAX, Math.max(DECIMALS_MIN, decimals));
    }

    static String signed(double value, int decimals) {
        return Double.isInfinite(value)
                ? (value > 0 ? "+" : "-") + "infinity"
                : String.format(Locale.ROOT, "%+." + decimals + "f", value);
    }

    static String plain(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
