package dev.leverframe.testing;

import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A journal in memory, which can be tampered with and counts the walks that are open. */
public final class MemoryJournal implements JournalReader {
    private final SortedMap<StreamId, TreeMap<Long, Fact>> facts = new TreeMap<>();
    private final SortedMap<StreamId, TreeMap<Long, Snapshot>> snapshots = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    /** Adds a fact with the next number. */
    public long append(StreamId stream, Fact fact) {
        TreeMap<Long, Fact> kept = facts.computeIfAbsent(stream, id -> new TreeMap<>());
        long sequence = kept.isEmpty() ? 1 : kept.lastKey() + 1;
        kept.put(sequence, fact);
        return sequence;
    }

    public void snapshot(StreamId stream, long sequence, Snapshot state) {
        snapshots.computeIfAbsent(stream, id -> new TreeMap<>()).put(sequence, state);
    }

    public void change(Change change) {
        changes.add(change);
    }

    /** Loses facts. */
    public void remove(StreamId stream, long from, long to) {
        facts.get(stream).subMap(from, true, to, true).clear();
    }

    public void replace(StreamId stream, long sequence, UnaryOperator<Fact> change) {
        facts.get(stream).computeIfPresent(sequence, (number, fact) -> change.apply(fact));
    }

    /** Walks that were not closed. */
    public int openWalks() {
        return open.get();
    }

    @Override
    public List<StreamId> streams() {
        return List.copyOf(facts.keySet());
    }

    @Override
    public List<Long> snapshots(StreamId stream) {
        return List.copyOf(
                snapshots.getOrDefault(stream, new TreeMap<>()).descendingMap().keySet());
    }

    @Override
    public Kept snapshot(StreamId stream, long sequence) {
        Snapshot state = snapshots.getOrDefault(stream, new TreeMap<>()).get(sequence);
        if (state == null) {
            throw new JournalException("there is no snapshot at " + sequence);
        }
        return new Kept(sequence, 0, "test", state);
    }

    @Override
    public Walk<Numbered> facts(StreamId stream, long fromSequence) {
        return walk(facts.getOrDefault(stream, new TreeMap<>()).tailMap(fromSequence).entrySet().stream()
                .map(entry -> new Numbered(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public List<Located> about(String decisionId) {
        List<Located> located = new ArrayList<>();
        facts.forEach((stream, kept) -> kept.forEach((sequence, fact) -> {
            if (speaksOf(fact, decisionId)) {
                located.add(new Located(stream, sequence, fact));
            }
        }));
        located.sort(Comparator.comparing(Located::stream).thenComparing(Located::sequence));
        return located;
    }

    private static boolean speaksOf(Fact fact, String decisionId) {
        return (fact instanceof Fact.DecisionMade made && made.decisionId().equals(decisionId))
                || (fact instanceof Fact.OutcomeRecorded outcome && decisionId.equals(outcome.decisionId()));
    }

    @Override
    public Walk<Change> changes() {
        return walk(changes);
    }

    private <T> Walk<T> walk(Collection<T> values) {
        Iterator<T> iterator = List.copyOf(values).iterator();
        open.incrementAndGet();
        return new Walk<>() {
            private boolean closed;

            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public T next() {
                return iterator.next();
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        };
    }
}
