package dev.leverframe.journal;

import dev.leverframe.journal.Extent.Head;
import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Store;
import dev.leverframe.journal.store.Store.Cursor;
import dev.leverframe.journal.store.Table;
import dev.leverframe.journal.wire.Mention;
import dev.leverframe.journal.wire.Wire;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes facts that are older than they need to be kept, or the oldest where there are too many; never one that a state
 * could need that recovery begins from. Works in slices of a few milliseconds, since commits wait meanwhile. Of the writer's
 * thread alone.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int SLICE_RECORDS = 256;
    private static final int SLICE_LOOKS = 16;
    private static final long SLICE_NANOS = 2_000_000;
    /** Streams are kept back to the same time, about: to go from one to the other for each record would cost too much. */
    private static final long FAIRNESS_MS = 60_000;
    /** So long after the facts that they lead to; the facts of a record may be of different times. */
    private static final long NOTES_KEPT_MS = 3_600_000;
    /** Less than this is left to what the store does by itself. */
    private static final long RECLAIM_BYTES = 32 << 20;

    private final Store store;
    private final Extents extents;
    private final CommitJournal.Options options;
    private final InstantSource clock;
    private final Reclaimer reclaimer;
    private final Map<StreamId, Long> removed = new HashMap<>();
    private final Set<StreamId> unreadable = new HashSet<>();
    private long forgottenMs;

    Retention(Store store, Extents extents, CommitJournal.Options options, InstantSource clock, Reclaimer reclaimer) {
        this.store = store;
        this.extents = extents;
        this.options = options;
        this.clock = clock;
        this.reclaimer = reclaimer;
    }

    /**
     * Removes a little.
     *
     * @return whether there may be more to remove
     * @throws JournalException if it cannot be written
     */
    boolean slice() {
        if (!look()) {
            return true;
        }
        List<Extent> removable = removable();
        if (removable.isEmpty()) {
            return false;
        }
        Extent oldest = removable.get(0);
        long untilMs = removable.size() == 1 ? Long.MAX_VALUE : headAtMs(removable.get(1)) + FAIRNESS_MS;
        Batch batch = new Batch();
        try {
            truncate(batch, oldest, untilMs);
        } catch (JournalException e) {
            LOG.error("facts cannot be read, so none of the stream is removed stream={}", oldest.id, e);
            unreadable.add(oldest.id);
            return true;
        }
        forgetNotes(batch);
        store.write(batch, false);
        reclaim(oldest);
        return true;
    }

    /** After the store was opened again. */
    void reset() {
        unreadable.clear();
        removed.clear();
    }

    /** When the oldest fact that is kept happened, as far as known; 0: none known. */
    long firstKeptAtMs() {
        return extents.all().stream()
                .map(Extent::head)
                .filter(head -> head != null && head.atMs() > 0)
                .mapToLong(Head::atMs)
                .min()
                .orElse(0);
    }

    /** Looks at the oldest records of some streams; false where more are left to be looked at. */
    private boolean look() {
        int looks = 0;
        for (Extent extent : extents.all()) {
            if (!extent.isHeadKnown() && !unreadable.contains(extent.id)) {
                if (looks++ == SLICE_LOOKS) {
                    return false;
                }
                lookAt(extent);
            }
        }
        return true;
    }

    private void lookAt(Extent extent) {
        try (Cursor records = kept(extent)) {
            extent.lookedAt(records.next() ? read(extent, records).head() : null);
        } catch (JournalException e) {
            LOG.error("facts cannot be read, so none of the stream is removed stream={}", extent.id, e);
            unreadable.add(extent.id);
        }
    }

    private Cursor kept(Extent extent) {
        return store.ascending(Table.JOURNAL, Keys.at(extent.id, extent.truncatedThrough() + 1), Keys.end(extent.id));
    }

    private static Item read(Extent extent, Cursor record) {
        long last = Keys.sequenceOf(record.key());
        long size = Extents.sizeOf(record);
        try {
            List<Mention> mentions = Wire.readMentions(record.value());
            long atMs =
                    mentions.isEmpty() ? 0 : mentions.get(mentions.size() - 1).atMs();
            return new Item(new Head(last, atMs), size, mentions);
        } catch (JournalException e) {
            // it is of no use to anyone: it goes with the oldest
            LOG.error("a record cannot be understood stream={} cause='{}'", extent.id, e.getMessage());
            return new Item(new Head(last, 0), size, List.of());
        }
    }

    /** Streams of which something may go, the oldest first. */
    private List<Extent> removable() {
        long total = extents.bytes();
        return extents.all().stream()
                .filter(extent -> !unreadable.contains(extent.id))
                .filter(extent -> isLeftOver(extent) || mayGo(extent, extent.head(), total, Long.MAX_VALUE))
                .sorted(Comparator.comparingLong(Retention::headAtMs))
                .toList();
    }

    /** Whether it only has to be forgotten. */
    private static boolean isLeftOver(Extent extent) {
        return extent.head() == null && extent.isRetired();
    }

    private static long headAtMs(Extent extent) {
        Head head = extent.head();
        return head == null ? Long.MIN_VALUE : head.atMs();
    }

    /** @param untilMs where there are too many facts, none younger than this goes */
    private boolean mayGo(Extent extent, @Nullable Head head, long totalBytes, long untilMs) {
        if (head == null || head.last() >= extent.neededFrom()) {
            return false;
        }
        return clock.millis() - head.atMs() > options.retentionMs()
                || (totalBytes > options.retentionBytes() && head.atMs() <= untilMs);
    }

    private void truncate(Batch batch, Extent extent, long untilMs) {
        long total = extents.bytes();
        long deadline = System.nanoTime() + SLICE_NANOS;
        long through = extent.truncatedThrough();
        long size = 0;
        Head next = null;
        try (Cursor records = kept(extent)) {
            for (int i = 0; records.next(); i++) {
                Item record = read(extent, records);
                boolean enough = i == SLICE_RECORDS || (i > 0 && System.nanoTime() > deadline);
                if (enough || !mayGo(extent, record.head(), total - size, untilMs)) {
                    next = record.head();
                    break;
                }
                Facts.unindex(batch, extent.id, record.mentions());
                through = record.head().last();
                size += record.size();
            }
        }
        batch.deleteRange(
                Table.JOURNAL, Keys.at(extent.id, extent.truncatedThrough() + 1), Keys.at(extent.id, through + 1));
        removed.merge(extent.id, size, Long::sum);
        extent.truncate(batch, through, size, next);
        if (next == null && extent.isRetired()) {
            extents.remove(batch, extent);
        }
    }

    /** Notes of before the oldest fact lead nowhere. One that is kept too long does no harm. */
    private void forgetNotes(Batch batch) {
        long before = firstKeptAtMs() - NOTES_KEPT_MS;
        if (before - forgottenMs > NOTES_KEPT_MS) {
            batch.deleteRange(Table.INDEX, Keys.noteOf(0), Keys.noteOf(before));
            forgottenMs = before;
        }
    }

    private void reclaim(Extent extent) {
        if (removed.getOrDefault(extent.id, 0L) >= RECLAIM_BYTES) {
            removed.remove(extent.id);
            reclaimer.reclaim(Keys.stream(extent.id), Keys.at(extent.id, extent.truncatedThrough() + 1));
        }
    }

    private record Item(Head head, long size, List<Mention> mentions) {}
}
