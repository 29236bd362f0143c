package dev.leverframe.http;

import org.jspecify.annotations.Nullable;

/**
 * What request paths name, remembered for those that came last: a client says the same path again and again. The domain's name is
 * the same object each time then, which its lane is found by. Belongs to one event loop.
 */
final class Targets {
    private static final int SLOTS = 64;

    private final @Nullable Known[] known = new @Nullable Known[SLOTS];

    /** As {@link Target#parse}. */
    @Nullable
    Target of(@Nullable String path) {
        if (path == null) {
            return null;
        }
        int slot = path.hashCode() & (SLOTS - 1);
        Known last = known[slot];
        if (last != null && last.path().equals(path)) {
            return last.target();
        }
        Target target = Target.parse(path);
        if (target != null && target.hasName()) {
            known[slot] = new Known(path, target);
        }
        return target;
    }

    private record Known(String path, Target target) {}
}
