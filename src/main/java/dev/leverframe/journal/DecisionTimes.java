package dev.leverframe.journal;

import java.util.Arrays;

/**
 * When decisions were made, as their ids tell. Ids that the service makes are ULIDs, which begin with a time in ms: ten
 * characters of five bits each. A decision that was made within {@link #LATE_MS} after that time is found by it, and needs no
 * entry in the index; of every other one, such as those whose ids callers made, the index says where it is.
 */
final class DecisionTimes {
    /** So long a select may have waited since it got its id. */
    static final long LATE_MS = 500;
    /** A note stands for facts up to so long after its time. */
    static final long NOTE_MS = 500;

    static final long NONE = -1;

    private static final int ULID_LENGTH = 26;
    private static final int TIME_LENGTH = 10;
    private static final int BITS = 5;
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final byte[] VALUES = new byte['Z' + 1];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (byte i = 0; i < DIGITS.length(); i++) {
            VALUES[DIGITS.charAt(i)] = i;
        }
    }

    private DecisionTimes() {}

    /** The time that an id begins with, ms since the epoch; {@link #NONE} where it is no ULID. */
    static long of(String decisionId) {
        if (decisionId.length() != ULID_LENGTH) {
            return NONE;
        }
        long time = 0;
        for (int i = 0; i < TIME_LENGTH; i++) {
            char digit = decisionId.charAt(i);
            if (digit >= VALUES.length || VALUES[digit] < 0) {
                return NONE;
            }
            time = time << BITS | VALUES[digit];
        }
        return time;
    }

    /** Whether a decision made at a time is found by its id. */
    static boolean tells(String decisionId, long atMs) {
        long time = of(decisionId);
        return time != NONE && atMs >= time && atMs - time <= LATE_MS;
    }

    /** Whether a note of a time stands for a fact of another. */
    static boolean covers(long noteMs, long atMs) {
        return noteMs != NONE && atMs >= noteMs && atMs - noteMs < NOTE_MS;
    }
}
