package dev.leverframe.domain;

import dev.leverframe.memory.IdStore;
import java.util.List;
import java.util.stream.IntStream;

/** The ids seen last, up to a bound; the oldest is forgotten first. */
final class RecentIds {
    private final IdStore ids = new IdStore();
    private int idsMax;

    RecentIds(int idsMax) {
        this.idsMax = idsMax;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    void add(String id) {
        ids.add(id);
        while (ids.size() > idsMax) {
            ids.removeFirst();
        }
    }

    /** Forgets so many of the oldest, or all. */
    void forget(int count) {
        for (int i = 0; i < count && ids.size() > 0; i++) {
            ids.removeFirst();
        }
    }

    /** Memory that they take. */
    long bytes() {
        return ids.bytes();
    }

    /** How many of the oldest take so much memory. */
    int oldest(long bytesWanted) {
        int count = 0;
        for (long found = 0; found < bytesWanted && count < ids.size(); count++) {
            found += ids.bytes(count);
        }
        return count;
    }

    /** Acts on another bound from the next id on. */
    void bound(int changed) {
        idsMax = changed;
    }

    /** The oldest first. */
    List<String> toList() {
        return IntStream.range(0, ids.size()).mapToObj(ids::get).toList();
    }
}
