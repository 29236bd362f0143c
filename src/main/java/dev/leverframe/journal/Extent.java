package dev.leverframe.journal;

import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept of one stream: from where on, how much, which snapshots. Of the writer's thread alone. */
final class Extent {
    private static final byte FORMAT = 1;
    /** A start counts what was written since the last note; so much is read in a moment. */
    private static final long NOTE_BYTES = 1 << 20;

    final StreamId id;
    private final NavigableMap<Long, Position> positions = new TreeMap<>();
    private long truncatedThrough;
    private long written;
    private long bytes;
    private long unnotedBytes = NOTE_BYTES;
    private boolean retired;
    /** The oldest record; null: none, or not looked at yet. */
    private @Nullable Head head;

    private boolean headKnown;
    private long noteMs = DecisionTimes.NONE;

    Extent(StreamId id) {
        this.id = id;
    }

    /** A snapshot needs the facts from a number on. */
    record Position(long remembersFrom, long atMs) {}

    /** A record: the number of its last fact, and when that happened. */
    record Head(long last, long atMs) {}

    static Extent read(StreamId id, byte[] note) {
        ByteBuffer in = ByteBuffer.wrap(note);
        if (note.length < 2 + 3 * Long.BYTES || in.get() != FORMAT) {
            throw new JournalException("what is kept of " + id + " was noted by a newer program; use that one");
        }
        Extent extent = new Extent(id);
        extent.retired = in.get() != 0;
        extent.truncatedThrough = in.getLong();
        extent.written = in.getLong();
        extent.bytes = in.getLong();
        extent.unnotedBytes = 0;
        return extent;
    }

    void readPosition(long sequence, byte[] note) {
        ByteBuffer in = ByteBuffer.wrap(note);
        positions.put(sequence, new Position(in.getLong(), in.getLong()));
    }

    void note(Batch batch) {
        ByteBuffer out = ByteBuffer.allocate(2 + 3 * Long.BYTES)
                .put(FORMAT)
                .put((byte) (retired ? 1 : 0))
                .putLong(truncatedThrough)
                .putLong(written)
                .putLong(bytes);
        batch.put(Table.STREAMS, Keys.stream(id), out.array());
        unnotedBytes = 0;
    }

    /** A record was found that the last note did not count. */
    void count(long last, long size) {
        written = last;
        bytes += size;
        unnotedBytes += size;
    }

    void append(Batch batch, long last, long atMs, long size) {
        count(last, size);
        if (headKnown && head == null) {
            head = new Head(last, atMs);
        }
        if (unnotedBytes >= NOTE_BYTES) {
            note(batch);
        }
    }

    /** Everything after a number goes. */
    void cut(Batch batch, long after, long size) {
        written = after;
        bytes -= size;
        positions.tailMap(after, false).clear();
        headKnown = false;
        noteMs = DecisionTimes.NONE;
        note(batch);
    }

    /** Records up to a number went; what follows begins with a record that is known, or there is none. */
    void truncate(Batch batch, long through, long size, @Nullable Head next) {
        truncatedThrough = Math.max(truncatedThrough, through);
        bytes -= size;
        lookedAt(next);
        removeUseless(batch);
        note(batch);
    }

    private void removeUseless(Batch batch) {
        List<Long> useless = positions.entrySet().stream()
                .filter(entry -> entry.getValue().remembersFrom() <= truncatedThrough)
                .map(Map.Entry::getKey)
                .toList();
        useless.forEach(sequence -> remove(batch, sequence));
    }

    private void remove(Batch batch, long sequence) {
        positions.remove(sequence);
        byte[] key = Keys.at(id, sequence);
        batch.delete(Table.SNAPSHOTS, key).delete(Table.STREAMS, key);
    }

    /** Takes a snapshot's position; one that stands between two others too close to each other goes where there are too many. */
    void place(Batch batch, long sequence, Position position, int positionsMax) {
        positions.put(sequence, position);
        ByteBuffer out = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(position.remembersFrom())
                .putLong(position.atMs());
        batch.put(Table.STREAMS, Keys.at(id, sequence), out.array());
        while (positions.size() > Math.max(2, positionsMax)) {
            remove(batch, mostDispensable());
        }
        note(batch);
    }

    /**
     * The position whose neighbours are closest to each other: without it the longest way from a snapshot to a fact grows
     * least. Never one of the newest two, nor the oldest.
     */
    private long mostDispensable() {
        List<Long> ascending = new ArrayList<>(positions.keySet());
        int best = 0;
        long narrowest = Long.MAX_VALUE;
        for (int i = 1; i < ascending.size() - 2; i++) {
            long width = ascending.get(i + 1) - ascending.get(i - 1);
            if (width < narrowest) {
                narrowest = width;
                best = i;
            }
        }
        return ascending.get(best);
    }

    /** Facts from this number on must stay; {@code Long.MAX_VALUE}: none need to. */
    long neededFrom() {
        if (retired) {
            return Long.MAX_VALUE;
        }
        Iterator<Position> newest = positions.descendingMap().values().iterator();
        long needed = Long.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            needed = Math.min(needed, newest.hasNext() ? newest.next().remembersFrom() : 0);
        }
        return needed;
    }

    /** Time of the note in the index that stands for what follows now; {@link DecisionTimes#NONE}: none does. */
    long noteMs() {
        return noteMs;
    }

    void note(long newNoteMs) {
        noteMs = newNoteMs;
    }

    void lookedAt(@Nullable Head found) {
        head = found;
        headKnown = true;
    }

    boolean isHeadKnown() {
        return headKnown;
    }

    @Nullable
    Head head() {
        return head;
    }

    void retire(Batch batch) {
        retired = true;
        note(batch);
    }

    boolean isRetired() {
        return retired;
    }

    /** Whether anything was ever kept. */
    boolean isUsed() {
        return written > 0 || !positions.isEmpty() || retired;
    }

    /** Position of the newest snapshot; 0 where there is none. */
    long newestSnapshot() {
        return positions.isEmpty() ? 0 : positions.lastKey();
    }

    long truncatedThrough() {
        return truncatedThrough;
    }

    long written() {
        return written;
    }

    long bytes() {
        return bytes;
    }
}
