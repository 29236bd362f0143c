package dev.leverframe.journal;

import dev.leverframe.journal.store.Store;
import dev.leverframe.journal.store.Store.Cursor;
import dev.leverframe.journal.store.Table;
import dev.leverframe.journal.wire.Mention;
import dev.leverframe.journal.wire.Wire;
import dev.leverframe.model.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a store holds: of a service that runs, or of files alone. */
public final class StoreReader implements JournalReader {
    private static final Comparator<Located> IN_ORDER =
            Comparator.comparing(Located::stream).thenComparingLong(Located::sequence);

    private final Store store;

    public StoreReader(Store store) {
        this.store = store;
    }

    @Override
    public List<StreamId> streams() {
        List<StreamId> streams = new ArrayList<>();
        try (Cursor cursor = store.ascending(Table.STREAMS, Keys.FIRST, Keys.END)) {
            while (cursor.next()) {
                if (!Keys.hasSequence(cursor.key())) {
                    streams.add(Keys.streamOf(cursor.key()));
                }
            }
        }
        return streams;
    }

    @Override
    public List<Long> snapshots(StreamId stream) {
        List<Long> positions = new ArrayList<>();
        try (Cursor cursor = store.descending(Table.STREAMS, Keys.at(stream, 0), Keys.end(stream))) {
            while (cursor.next()) {
                positions.add(Keys.sequenceOf(cursor.key()));
            }
        }
        return positions;
    }

    @Override
    public Kept snapshot(StreamId stream, long sequence) {
        byte[] record = store.get(Table.SNAPSHOTS, Keys.at(stream, sequence));
        if (record == null) {
            throw new JournalException("there is no snapshot of " + stream + " at " + sequence);
        }
        return Wire.readSnapshot(record);
    }

    @Override
    public Walk<Numbered> facts(StreamId stream, long fromSequence) {
        Cursor records = store.ascending(Table.JOURNAL, Keys.at(stream, Math.max(0, fromSequence)), Keys.end(stream));
        return new RecordWalk<>(records, record -> Wire.readFacts(record, Math.max(0, fromSequence), Long.MAX_VALUE));
    }

    @Override
    public List<Located> about(String decisionId) {
        Set<Located> located = new TreeSet<>(IN_ORDER);
        try (Cursor entries = store.ascending(Table.INDEX, Keys.indexOf(decisionId), Keys.indexEnd(decisionId))) {
            while (entries.next()) {
                StreamId stream = Keys.streamOfIndex(entries.key());
                locate(stream, Keys.sequenceOf(entries.key()), located);
            }
        }
        long madeMs = DecisionTimes.of(decisionId);
        if (madeMs != DecisionTimes.NONE) {
            locateByTime(decisionId, madeMs, located);
        }
        return List.copyOf(located);
    }

    private void locate(StreamId stream, long sequence, Set<Located> located) {
        Numbered found = fact(stream, sequence);
        if (found != null) {
            located.add(new Located(stream, found.sequence(), found.fact()));
        }
    }

    /** Where a decision was made whose id tells the time; about a second of facts of each stream is looked through. */
    private void locateByTime(String decisionId, long madeMs, Set<Located> located) {
        byte[] from = Keys.noteOf(Math.max(0, madeMs - DecisionTimes.NOTE_MS));
        byte[] to = Keys.noteOf(madeMs + DecisionTimes.LATE_MS + 1);
        try (Cursor notes = store.ascending(Table.INDEX, from, to)) {
            while (notes.next()) {
                locateFrom(notes.key(), decisionId, located);
            }
        }
    }

    /** The writer made another note where a fact is that this one does not stand for. */
    private void locateFrom(byte[] note, String decisionId, Set<Located> located) {
        StreamId stream = Keys.streamOfNote(note);
        long from = Keys.sequenceOf(note);
        try (Cursor records = store.ascending(Table.JOURNAL, Keys.at(stream, from), Keys.end(stream))) {
            while (records.next()) {
                for (Mention mention : Wire.readMentions(records.value())) {
                    if (mention.sequence() >= from && !DecisionTimes.covers(Keys.timeOfNote(note), mention.atMs())) {
                        return;
                    }
                    if (mention.made() && decisionId.equals(mention.decisionId())) {
                        locate(stream, mention.sequence(), located);
                    }
                }
            }
        }
    }

    @Override
    public long last(StreamId stream, String decisionId) {
        long last = 0;
        try (Cursor entries = store.ascending(Table.INDEX, Keys.indexOf(decisionId), Keys.indexEnd(decisionId))) {
            while (entries.next()) {
                if (Keys.streamOfIndex(entries.key()).equals(stream)) {
                    last = Math.max(last, Keys.sequenceOf(entries.key()));
                }
            }
        }
        return last;
    }

    /** The fact of a number, or null where it was lost or truncated. */
    private @Nullable Numbered fact(StreamId stream, long sequence) {
        try (Cursor records = store.ascending(Table.JOURNAL, Keys.at(stream, sequence), Keys.end(stream))) {
            List<Numbered> found = records.next() ? Wire.readFacts(records.value(), sequence, sequence) : List.of();
            return found.isEmpty() ? null : found.get(0);
        }
    }

    @Override
    public Walk<Change> changes() {
        Cursor records = store.ascending(Table.AUDIT, Keys.FIRST, Keys.END);
        return new RecordWalk<>(records, record -> List.of(Wire.readChange(record)));
    }

    /** Whether anything is kept of the stream. */
    boolean holds(StreamId stream) {
        return last(stream) > 0 || !snapshots(stream).isEmpty();
    }

    /** Number of the last fact that is kept of the stream; 0 where there is none. */
    long last(StreamId stream) {
        return lastSequence(Table.JOURNAL, Keys.at(stream, 0), Keys.end(stream));
    }

    /** Number of the last line of the audit log; 0 where there is none. */
    long lastChange() {
        return lastSequence(Table.AUDIT, Keys.FIRST, Keys.END);
    }

    private long lastSequence(Table table, byte[] from, byte[] to) {
        try (Cursor backwards = store.descending(table, from, to)) {
            return backwards.next() ? Keys.sequenceOf(backwards.key()) : 0;
        }
    }

    /** Walks over what stands in records, several in each. */
    private static final class RecordWalk<T> implements Walk<T> {
        private final Cursor records;
        private final Function<byte[], List<T>> read;
        private Iterator<T> current = List.<T>of().iterator();

        RecordWalk(Cursor records, Function<byte[], List<T>> read) {
            this.records = records;
            this.read = read;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && records.next()) {
                current = read.apply(records.value()).iterator();
            }
            return current.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the walk is at its end");
            }
            return current.next();
        }

        @Override
        public void close() {
            records.close();
        }
    }
}
