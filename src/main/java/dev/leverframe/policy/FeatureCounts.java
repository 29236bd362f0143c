package dev.leverframe.policy;

import dev.leverframe.model.DomainStats;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the features of contexts that were not as declared, across changes of the encoding. Bounded: of the names that are
 * not declared, the first {@value #NAMES_MAX} are remembered, and what comes after them is not counted as new.
 */
public final class FeatureCounts {
    static final int NAMES_MAX = 4096;
    private static final String COUNTS = "counts";
    private static final String NAME = "name.";

    private final Set<String> names = new HashSet<>();
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
    public Memory memory() {
        Memory.Builder memory = Memory.builder().put(COUNTS, missing, unknown, fresh, unseen, mismatched, dropped);
        names.forEach(name -> memory.put(NAME + name, 1.0));
        return memory.build();
    }

    /** Takes over what others had counted, on fresh counts. */
    public void restore(Memory memory) {
        double[] counts = Arrays.copyOf(memory.get(COUNTS), 6);
        missing = (long) counts[0];
        unknown = (long) counts[1];
        fresh = (long) counts[2];
        unseen = (long) counts[3];
        mismatched = (long) counts[4];
        dropped = (long) counts[5];
        memory.forEach((name, any) -> {
            if (name.startsWith(NAME)) {
                names.add(name.substring(NAME.length()));
            }
        });
    }
}
