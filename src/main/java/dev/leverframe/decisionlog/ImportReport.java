package dev.leverframe.decisionlog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many lines were taken, and why the others were not. */
public final class ImportReport {
    static final String NO_REWARD = "it has no reward";
    static final String IMPORTED_BEFORE = "it was imported before";
    static final String OWN = "the domain made this decision itself";
    /** Reasons that are told apart; further ones are counted together. */
    private static final int REASONS_MAX = 20;

    private static final String OTHERS = "for other reasons";

    private final Map<String, Skipped> skipped = new TreeMap<>();
    private long taken;

    /**
     * Lines that were skipped for one reason.
     *
     * @param lines how many
     * @param first number of the first of them
     */
    public record Skipped(long lines, long first) {}

    /** @param reason why it was skipped, or null where it was taken */
    void line(long number, @Nullable String reason) {
        if (reason == null) {
            taken++;
            return;
        }
        String counted = skipped.containsKey(reason) || skipped.size() < REASONS_MAX ? reason : OTHERS;
        skipped.merge(counted, new Skipped(1, number), (known, one) -> new Skipped(known.lines() + 1, known.first()));
    }

    /** Rewards that were learned from. */
    public long taken() {
        return taken;
    }

    /** By reason, in alphabetical order. */
    public Map<String, Skipped> skipped() {
        return Collections.unmodifiableMap(skipped);
    }

    /** Lines that were skipped. */
    public long skippedLines() {
        return skipped.values().stream().mapToLong(Skipped::lines).sum();
    }
}
