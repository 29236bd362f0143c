package dev.leverframe.bus;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of candidates that were sent last, by their JSON text: callers mostly send the same one, which then is neither read nor
 * made anew. Few and short ones.
 */
final class CandidateLists {
    private static final int SLOTS = 8;
    private static final int TEXT_LENGTH_MAX = 2_048;

    private final @Nullable Known[] known = new @Nullable Known[SLOTS];
    private int found;
    private int next;

    /** The list whose text stands at this place, or null where it is none of these. */
    @Nullable
    Known at(byte[] body, int from) {
        for (int i = 0; i < SLOTS; i++) {
            int slot = (found + i) % SLOTS;
            Known list = known[slot];
            if (list != null && list.standsAt(body, from)) {
                found = slot;
                return list;
            }
        }
        return null;
    }

    /** @param arms never to change */
    void remember(byte[] text, List<String> arms) {
        if (text.length <= TEXT_LENGTH_MAX) {
            known[next] = new Known(text, arms);
            next = (next + 1) % SLOTS;
        }
    }

    /** A list and the text that it was read from, brackets and all; a text ends where its bracket closes. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Known(byte[] text, List<String> arms) {
        boolean standsAt(byte[] body, int from) {
            int to = from + text.length;
            return to <= body.length && Arrays.equals(body, from, to, text, 0, text.length);
        }
    }
}
