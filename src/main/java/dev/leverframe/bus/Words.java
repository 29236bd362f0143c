package dev.leverframe.bus;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings that come again and again, such as names of features: one object for all that are equal, as far as it remembers them. A
 * decision is remembered for minutes, and these with it. Bounded: a newer word takes the place of one with the same slot.
 */
final class Words {
    private static final int SLOTS = 512;
    private static final int LENGTH_MAX = 64;

    private final @Nullable String[] known = new @Nullable String[SLOTS];

    /**
     * The word of these bytes.
     *
     * @param bytes ASCII from {@code from} to before {@code to}
     * @param hash of the word, as {@link String#hashCode}
     */
    String of(byte[] bytes, int from, int to, int hash) {
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        String word = known[slot];
        if (word != null && word.hashCode() == hash && isSame(word, bytes, from, to)) {
            return word;
        }
        String fresh = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (fresh.length() <= LENGTH_MAX) {
            known[slot] = fresh;
        }
        return fresh;
    }

    private static boolean isSame(String word, byte[] bytes, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
