package dev.leverframe.domain;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids seen last, up to a bound; the oldest is forgotten first. */
final class RecentIds {
    private final Set<String> ids = new LinkedHashSet<>();
    private final int idsMax;

    RecentIds(int idsMax) {
        this.idsMax = idsMax;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    void add(String id) {
        if (ids.add(id) && ids.size() > idsMax) {
            ids.remove(ids.iterator().next());
        }
    }
}
