package dev.leverframe.policy;

import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the features of contexts that were not as declared, across changes of the encoding. Bounded: of the names that are
 * not declared, the first {@value #NAMES_MAX} are remembered, and what comes after them is not counted as new.
 */
public final class FeatureCounts {
    static final int NAMES_MAX = 4096;

    private final Set<String> names = new LinkedHashSet<>();
    private long missing;
    private long unknown;
    private long fresh;
    private long unseen;
    private long mismatched;
    private long dropped;

    void missing(int features) {
        missing += features;
    }

    void unknown() {
        unknown++;
    }

    /** A feature that is not declared came; the first of its name is new. */
    void undeclared(String name) {
        if (!names.contains(name) && names.size() < NAMES_MAX) {
            names.add(name);
            fresh++;
        }
    }

    void unseen() {
        unseen++;
    }

    void mismatched() {
        mismatched++;
    }

    void dropped() {
        dropped++;
    }

    /** The counts now. */
    public DomainStats.Features stats() {
        return new DomainStats.Features(missing, unknown, fresh, unseen, mismatched, dropped);
    }

    /** The counts and the names that they know. */
    public Snapshot snapshot() {
        return Snapshot.builder()
                .counts("missing", missing)
                .counts("unknown", unknown)
                .counts("new", fresh)
                .counts("unseen", unseen)
                .counts("mismatched", mismatched)
                .counts("dropped", dropped)
                .texts("names", List.copyOf(names))
                .build();
    }

    /** Takes over what others had counted, on fresh counts. */
    public void restore(Snapshot kept) {
        missing = kept.count("missing", 0);
        unknown = kept.count("unknown", 0);
        fresh = kept.count("new", 0);
        unseen = kept.count("unseen", 0);
        mismatched = kept.count("mismatched", 0);
        dropped = kept.count("dropped", 0);
        names.addAll(kept.texts("names"));
    }
}
