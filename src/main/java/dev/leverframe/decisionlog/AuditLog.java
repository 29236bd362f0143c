package dev.leverframe.decisionlog;

import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.model.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Who changed what, when, from what to what, and why. */
public final class AuditLog {
    private final JournalReader reader;

    public AuditLog(JournalReader reader) {
        this.reader = reader;
    }

    /** The changes, oldest first; those that hold for all domains only where the query names none. To be closed. */
    public Walk<AuditLine> lines(LogQuery query) {
        return new Matching(reader.changes(), query);
    }

    /**
     * The newest changes.
     *
     * @param before only lines with a smaller number
     * @param limit at most as many, at least 1
     */
    public Page newest(LogQuery query, long before, int limit) {
        Deque<AuditLine> newest = new ArrayDeque<>(limit + 1);
        try (Walk<AuditLine> lines = lines(query)) {
            while (lines.hasNext()) {
                AuditLine line = lines.next();
                if (line.number() >= before) {
                    break;
                }
                newest.addLast(line);
                if (newest.size() > limit + 1) {
                    newest.removeFirst();
                }
            }
        }
        return page(newest, limit);
    }

    private static Page page(Deque<AuditLine> oldestFirst, int limit) {
        List<AuditLine> lines = new ArrayList<>(oldestFirst);
        boolean more = lines.size() > limit;
        if (more) {
            lines.remove(0);
        }
        Collections.reverse(lines);
        return new Page(lines, more ? lines.get(lines.size() - 1).number() : null);
    }

    /**
     * Some of the log.
     *
     * @param lines newest first
     * @param next what the next page is to be before, or null where there is none
     */
    public record Page(List<AuditLine> lines, @Nullable Long next) {
        public Page {
            lines = List.copyOf(lines);
        }

        /** As one JSON object: {@code {"changes": [..], "next": 17}}. */
        public byte[] json() {
            return Json.bytes(json -> AuditJson.write(json, this));
        }
    }

    private static final class Matching implements Walk<AuditLine> {
        private final Walk<Change> changes;
        private final LogQuery query;
        private long number;
        private @Nullable AuditLine next;

        Matching(Walk<Change> changes, LogQuery query) {
            this.changes = changes;
            this.query = query;
        }

        @Override
        public boolean hasNext() {
            while (next == null && changes.hasNext()) {
                Change change = changes.next();
                number++;
                if (query.takes(change.atMs())
                        && (query.domain() == null || query.domain().equals(change.domain()))) {
                    next = new AuditLine(number, change);
                }
            }
            return next != null;
        }

        @Override
        public AuditLine next() {
            AuditLine line = hasNext() ? next : null;
            if (line == null) {
                throw new NoSuchElementException("the audit log is at its end");
            }
            next = null;
            return line;
        }

        @Override
        public void close() {
            changes.close();
        }
    }
}
