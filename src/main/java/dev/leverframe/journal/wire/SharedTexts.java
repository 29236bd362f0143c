package dev.leverframe.journal.wire;

import java.util.Arrays;

/**
 * Gives equal texts as one object where it can. The same names stand in nearly every record; a state that was recovered
 * would otherwise hold each of them once for every decision that it remembers.
 *
 * <p>Without a lock: a text is immutable, and a thread that sees an older entry just makes no use of it.
 */
final class SharedTexts {
    private static final int LENGTH_MAX = 128;
    private static final String[] RECENT = new String[4_096];

    static {
        Arrays.fill(RECENT, "");
    }

    private SharedTexts() {}

    /** An equal text, perhaps this one. */
    static String of(String text) {
        if (text.length() > LENGTH_MAX) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & RECENT.length - 1;
        String recent = RECENT[slot];
        if (recent.equals(text)) {
            return recent;
        }
        RECENT[slot] = text;
        return text;
    }
}
