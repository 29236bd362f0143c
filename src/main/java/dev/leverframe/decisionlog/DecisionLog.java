package dev.leverframe.decisionlog;

import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a table, one row a decision. Rows are made while they are asked for, domain by domain and in the order of
 * the facts; never are more of them held than {@link StreamRows} looks ahead.
 */
public final class DecisionLog {
    private final JournalReader reader;

    public DecisionLog(JournalReader reader) {
        this.reader = reader;
    }

    /** Whether anything is kept of a domain of this name, be it there still or deleted. */
    public boolean knows(String domain) {
        return reader.streams().stream().anyMatch(stream -> stream.domain().equals(domain));
    }

    /** The decision made last under this id, in this domain or in any. */
    public Optional<Decided> find(String decisionId, @Nullable String domain) {
        return Joined.latest(reader.about(decisionId), domain);
    }

    /** The rows; to be closed, and read by one thread at a time. */
    public Walk<LogRow> rows(LogQuery query) {
        Deque<StreamId> streams = new ArrayDeque<>();
        for (StreamId stream : reader.streams()) {
            if (!stream.equals(StreamId.REGISTRY) && query.takes(stream.domain())) {
                streams.add(stream);
            }
        }
        return new StreamByStream(streams, query);
    }

    /** One stream after the other, so that the files of one only are open. */
    private final class StreamByStream implements Walk<LogRow> {
        private final Deque<StreamId> streams;
        private final LogQuery query;
        private @Nullable StreamRows rows;

        StreamByStream(Deque<StreamId> streams, LogQuery query) {
            this.streams = streams;
            this.query = query;
        }

        @Override
        public boolean hasNext() {
            while (rows == null || !rows.hasNext()) {
                close();
                StreamId next = streams.poll();
                if (next == null) {
                    return false;
                }
                rows = new StreamRows(reader, next, query);
            }
            return true;
        }

        @Override
        public LogRow next() {
            if (!hasNext() || rows == null) {
                throw new NoSuchElementException("the log is at its end");
            }
            return rows.next();
        }

        @Override
        public void close() {
            if (rows != null) {
                rows.close();
                rows = null;
            }
        }
    }
}
