package dev.leverframe.domain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ids seen last, up to a bound; the oldest is forgotten first. */
final class RecentIds {
    private final Set<String> ids = new LinkedHashSet<>();
    private int idsMax;

    RecentIds(int idsMax) {
        this.idsMax = idsMax;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    void add(String id) {
        if (ids.add(id)) {
            while (ids.size() > idsMax) {
                ids.remove(ids.iterator().next());
            }
        }
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
