package dev.leverframe.memory;

import java.security.SecureRandom;
import java.util.function.LongPredicate;

/**
 * Finds positions by the hash of an id: an open hash table with linear probing. What is removed leaves no trace (Knuth, "The
 * Art of Computer Programming", volume 3, 1973, 6.4, algorithm R), so it never has to be cleaned up. Callers may choose ids, so
 * the hash is keyed, else they could choose such that fall together.
 */
final class IdIndex {
    private static final long KEY = new SecureRandom().nextLong();
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final int SIZE_MIN = 1 << 6;

    /** A hash, never 0, in the upper half, the lower half of a position in the lower one; 0: free. At most half are taken. */
    private long[] slots = new long[SIZE_MIN];

    private int size;

    /** Of an id; any whole number but 0. */
    static int hash(String id) {
        long hash = KEY;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        int folded = (int) hash;
        return folded == 0 ? 1 : folded;
    }

    int size() {
        return size;
    }

    void add(int hash, long position) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        place(slot(hash, position));
        size++;
    }

    private static long slot(int hash, long position) {
        return (long) hash << Integer.SIZE | (position & 0xffff_ffffL);
    }

    private void place(long slot) {
        int at = home(slot);
        while (slots[at] != 0) {
            at = next(at);
        }
        slots[at] = slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        for (long slot : before) {
            if (slot != 0) {
                place(slot);
            }
        }
    }

    /**
     * A position of this hash that is the one.
     *
     * @param near any position among those that are held, which are fewer than 2^31
     * @return -1 where there is none
     */
    long find(int hash, long near, LongPredicate isTheOne) {
        for (int at = home(slot(hash, 0)); slots[at] != 0; at = next(at)) {
            if ((int) (slots[at] >>> Integer.SIZE) == hash) {
                long position = near + ((int) slots[at] - (int) near);
                if (isTheOne.test(position)) {
                    return position;
                }
            }
        }
        return -1;
    }

    void remove(int hash, long position) {
        long wanted = slot(hash, position);
        int at = home(wanted);
        while (slots[at] != wanted) {
            if (slots[at] == 0) {
                throw new IllegalArgumentException("position " + position + " is not in the index");
            }
            at = next(at);
        }
        close(at);
        size--;
    }

    /** Moves up what would not be found beyond a gap. */
    private void close(int gap) {
        int free = gap;
        for (int at = next(gap); slots[at] != 0; at = next(at)) {
            int home = home(slots[at]);
            int wayToHome = (at - home) & (slots.length - 1);
            int wayToFree = (at - free) & (slots.length - 1);
            if (wayToHome >= wayToFree) {
                slots[free] = slots[at];
                free = at;
            }
        }
        slots[free] = 0;
    }

    private int home(long slot) {
        return (int) (slot >>> Integer.SIZE) & (slots.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (slots.length - 1);
    }
}
