package dev.leverframe.journal;

import dev.leverframe.journal.Command.Append;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Table;
import dev.leverframe.journal.wire.CommitRecord;
import dev.leverframe.journal.wire.Mention;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes records of facts, with what the index says of them: where the decisions are whose ids do not tell it, and the outcomes,
 * and from where on the others of half a second are. Of the writer's thread alone.
 */
final class Facts {
    private final CommitRecord record = new CommitRecord();
    private final List<byte[]> entries = new ArrayList<>();
    private StreamId id = StreamId.REGISTRY;
    private long last;
    private long lastAtMs;
    private long noteMs;

    /**
     * Adds one record.
     *
     * @param appends at least one fact, in the order of their numbers
     * @return its size, bytes
     */
    long put(Batch batch, Extent extent, List<Append> appends) {
        begin(extent);
        for (Append append : appends) {
            long sequence = append.first();
            for (Fact fact : append.list()) {
                add(sequence++, fact);
            }
        }
        return end(batch, extent);
    }

    /** The same of facts between which numbers are missing. Facts before may break off a note, so each has its own. */
    long putNumbered(Batch batch, Extent extent, List<Numbered> facts) {
        begin(extent);
        for (Numbered numbered : facts) {
            noteMs = DecisionTimes.NONE;
            add(numbered.sequence(), numbered.fact());
        }
        return end(batch, extent);
    }

    private void begin(Extent extent) {
        record.begin();
        entries.clear();
        id = extent.id;
        noteMs = extent.noteMs();
    }

    private void add(long sequence, Fact fact) {
        record.add(sequence, fact);
        last = sequence;
        lastAtMs = fact.atMs();
        if (!DecisionTimes.covers(noteMs, lastAtMs)) {
            noteMs = DecisionTimes.NONE;
        }
        if (fact instanceof DecisionMade made) {
            addDecision(sequence, made.decisionId());
        } else if (fact instanceof OutcomeRecorded recorded && recorded.decisionId() != null) {
            entries.add(Keys.index(recorded.decisionId(), id, sequence));
        }
    }

    private void addDecision(long sequence, String decisionId) {
        if (!DecisionTimes.tells(decisionId, lastAtMs)) {
            entries.add(Keys.index(decisionId, id, sequence));
        } else if (noteMs == DecisionTimes.NONE) {
            noteMs = lastAtMs;
            entries.add(Keys.note(noteMs, id, sequence));
        }
    }

    private long end(Batch batch, Extent extent) {
        byte[] key = Keys.at(id, last);
        byte[] value = record.end();
        batch.put(Table.JOURNAL, key, value);
        entries.forEach(entry -> batch.put(Table.INDEX, entry, Keys.FIRST));
        long size = (long) key.length + value.length;
        extent.note(noteMs);
        extent.append(batch, last, lastAtMs, size);
        return size;
    }

    /** Removes what the index says of a record that goes; notes go when they are old. */
    static void unindex(Batch batch, StreamId stream, List<Mention> mentions) {
        for (Mention mention : mentions) {
            String decisionId = mention.decisionId();
            if (decisionId != null && !isFoundByTime(mention, decisionId)) {
                batch.delete(Table.INDEX, Keys.index(decisionId, stream, mention.sequence()));
            }
        }
    }

    private static boolean isFoundByTime(Mention mention, String decisionId) {
        return mention.made() && DecisionTimes.tells(decisionId, mention.atMs());
    }
}
