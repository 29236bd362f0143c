package dev.leverframe.domain;

import dev.leverframe.model.Footprint;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ids seen last, up to a bound; the oldest is forgotten first. */
final class RecentIds {
    private final Set<String> ids = new LinkedHashSet<>();
    /** A place in the set, bytes. */
    private static final int PLACE = 56;

    private int idsMax;
    private long bytes;

    RecentIds(int idsMax) {
        this.idsMax = idsMax;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    void add(String id) {
        if (ids.add(id)) {
            bytes += bytes(id);
            while (ids.size() > idsMax) {
                forgetOldest();
            }
        }
    }

    private static int bytes(String id) {
        return PLACE + Footprint.of(id);
    }

    private void forgetOldest() {
        Iterator<String> oldest = ids.iterator();
        bytes -= bytes(oldest.next());
        oldest.remove();
    }

    /** Forgets so many of the oldest, or all. */
    void forget(int count) {
        for (int i = 0; i < count && !ids.isEmpty(); i++) {
            forgetOldest();
        }
    }

    /** Memory that they take, as estimated. */
    long bytes() {
        return bytes;
    }

    /** How many of the oldest take so much memory. */
    int oldest(long bytesWanted) {
        int count = 0;
        long found = 0;
        for (Iterator<String> each = ids.iterator(); found < bytesWanted && each.hasNext(); count++) {
            found += bytes(each.next());
        }
        return count;
    }

    /** Acts on another bound from the next id on. */
    void bound(int changed) {
        idsMax = changed;
    }

    /** The oldest first. */
    List<String> toList() {
        return List.copyOf(ids);
    }
}
