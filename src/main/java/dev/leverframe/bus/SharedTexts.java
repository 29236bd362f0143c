package dev.leverframe.bus;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts that come again and again, such as names of features: one object for all that are equal, as far as it remembers them. It has
 * its hash already, and is equal to itself at a glance. Bounded: a newer text takes the place of one with the same slot.
 */
final class SharedTexts {
    private static final int SLOTS = 512;
    private static final int LENGTH_MAX = 64;

    private final @Nullable String[] known = new @Nullable String[SLOTS];

    /**
     * The text of these bytes.
     *
     * @param bytes ASCII from {@code from} to before {@code to}
     * @param hash of the text, as {@link String#hashCode}
     */
    String of(byte[] bytes, int from, int to, int hash) {
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        String text = known[slot];
        if (text != null && text.hashCode() == hash && isSame(text, bytes, from, to)) {
            return text;
        }
        String fresh = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (fresh.length() <= LENGTH_MAX) {
            known[slot] = fresh;
        }
        return fresh;
    }

    private static boolean isSame(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
