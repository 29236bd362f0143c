package dev.leverframe.journal;

import dev.leverframe.journal.Command.Append;
import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Table;
import dev.leverframe.journal.wire.Wire;
import dev.leverframe.model.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was appended to many streams since the last commit: one record a stream, written together. Of the writer's thread. */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    static final String DEFECT = "facts could not be encoded; this is a defect, and the log says more";
    /** Bounds the memory of one write. */
    private static final int FACTS_MAX = 8_192;

    private final List<Append> appends = new ArrayList<>();
    private final Map<Progress, List<Append>> facts = new LinkedHashMap<>();
    private final Set<Progress> defective = new HashSet<>();
    private long count;
    private long bytes;
    private long changes;
    private boolean awaited;

    void add(Append append) {
        appends.add(append);
        awaited |= append.urgent();
        count += append.facts();
        bytes += append.bytes();
        if (append.facts() > 0) {
            facts.computeIfAbsent(append.stream().progress(), any -> new ArrayList<>())
                    .add(append);
        }
    }

    boolean isEmpty() {
        return appends.isEmpty();
    }

    boolean isFull() {
        return count >= FACTS_MAX;
    }

    /** Whether somebody waits for it. */
    boolean isAwaited() {
        return awaited;
    }

    long count() {
        return count;
    }

    /** Memory that the facts take, as estimated. */
    long bytes() {
        return bytes;
    }

    /**
     * Encodes everything.
     *
     * @param firstChange number of its first line in the audit log
     * @return size of the records of facts, bytes
     */
    long encode(Batch batch, Extents extents, Facts records, long firstChange) {
        long size = 0;
        for (Map.Entry<Progress, List<Append>> stream : facts.entrySet()) {
            size += encode(batch, extents.of(stream.getKey().id), records, stream.getKey(), stream.getValue());
        }
        facts.keySet().removeAll(defective);
        long number = firstChange;
        for (Append append : appends) {
            if (!isDefective(append)) {
                for (Change change : append.changes()) {
                    batch.put(Table.AUDIT, Keys.audit(number++), Wire.change(change));
                }
            }
        }
        changes = number - firstChange;
        return size;
    }

    /** A fact that cannot be encoded is a defect, and costs its own stream alone. */
    private long encode(Batch batch, Extent extent, Facts records, Progress progress, List<Append> appended) {
        try {
            return records.put(batch, extent, appended);
        } catch (RuntimeException e) {
            LOG.error("facts cannot be encoded; this is a defect stream={}", progress.id, e);
            defective.add(progress);
            progress.lost();
            return 0;
        }
    }

    private boolean isDefective(Append append) {
        return defective.contains(append.stream().progress());
    }

    /** Lines of the audit log that were encoded. */
    long changes() {
        return changes;
    }

    void written() {
        facts.forEach((progress, appended) ->
                progress.written = appended.get(appended.size() - 1).last());
    }

    /** The streams that facts were appended to. */
    Set<Progress> streams() {
        return facts.keySet();
    }

    /** Streams of which facts could not be encoded. */
    boolean hasDefects() {
        return !defective.isEmpty();
    }

    void keep() {
        end(append -> {
            if (isDefective(append)) {
                append.receipt().lost(DEFECT);
            } else {
                append.receipt().kept();
            }
        });
    }

    void lose(String why) {
        end(append -> append.receipt().lost(why));
    }

    /** One receipt that breaks its promise spoils no other. */
    private void end(Consumer<Append> tell) {
        for (Append append : appends) {
            try {
                tell.accept(append);
            } catch (RuntimeException e) {
                LOG.error("a receipt failed stream={}", append.stream().progress().id, e);
            }
        }
    }

    void clear() {
        appends.clear();
        facts.clear();
        defective.clear();
        count = 0;
        bytes = 0;
        changes = 0;
        awaited = false;
    }
}
