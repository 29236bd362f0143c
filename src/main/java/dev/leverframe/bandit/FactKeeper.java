package dev.leverframe.bandit;

import dev.leverframe.journal.Journal;
import dev.leverframe.journal.JournalStream;
import dev.leverframe.journal.Receipt;
import dev.leverframe.journal.StreamId;
import dev.leverframe.journal.StreamOwner;
import dev.leverframe.model.Snapshot;
import io.vertx.core.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands the facts of one owner to the journal and brings the news of their fate back to the owner's event loop. */
final class FactKeeper implements StreamOwner {
    private final FactBuffer buffer;
    private final Owned owned;
    private final Thread owner = Thread.currentThread();
    private final Context context;
    private final JournalStream stream;
    private long kept;

    /**
     * @param context of the owner: everything here is called on it, and answers on it
     * @param sequence number of the last fact that the owner has applied and the journal knows
     * @param owned the owner's state
     */
    FactKeeper(Journal journal, StreamId stream, long sequence, FactBuffer buffer, Context context, Owned owned) {
        this.buffer = buffer;
        this.owned = owned;
        this.context = context;
        this.kept = sequence;
        this.stream = journal.open(stream, sequence, this);
    }

    /** Keeps what happened; nobody waits for it. */
    void keep() {
        if (!buffer.isEmpty()) {
            stream.append(buffer.takeFacts(), buffer.takeChanges(), Receipt.NOBODY);
        }
    }

    /** Keeps what happened and then says so; at once where nothing did. */
    void keep(Ending ending) {
        if (buffer.isEmpty()) {
            ending.ended(null);
        } else {
            stream.append(buffer.takeFacts(), buffer.takeChanges(), new OnContext(ending));
        }
    }

    /** Says so once everything is kept that happened until now, some of which the journal may already have. */
    void keepAll(Ending ending) {
        stream.append(buffer.takeFacts(), buffer.takeChanges(), new OnContext(ending));
    }

    /** Keeps the state as it is, unless nothing happened since the last time. */
    void snapshot() {
        keep();
        if (owned.sequence() != kept) {
            kept = owned.sequence();
            stream.snapshot(kept, owned.remembersFrom(), owned.snapshot());
        }
    }

    /** Keeps the state as it is, whether or not anything happened. */
    void snapshotAnyway() {
        kept = -1;
        snapshot();
    }

    void close() {
        stream.close();
    }

    @Override
    public void rebase(JournalStream asking) {
        context.runOnContext(now -> {
            keep();
            asking.rebase(new Whole(owned.sequence(), owned.snapshot(), owned.remembered()));
        });
    }

    /** The state that the facts make. */
    interface Owned {
        /** Number of the last fact applied. */
        long sequence();

        /** Number of the oldest fact that the state refers to. */
        long remembersFrom();

        Snapshot snapshot();

        /** The decisions that the snapshot refers to by number. */
        List<Remembered> remembered();
    }

    /** How the wait for a commit ended. */
    interface Ending {
        /** @param lost why nothing may be assumed of the facts; null: they are kept */
        void ended(@Nullable String lost);
    }

    /** Receipts come on the journal's thread, or at once where nothing is kept. */
    private final class OnContext implements Receipt {
        private final Ending ending;

        OnContext(Ending ending) {
            this.ending = ending;
        }

        @Override
        public void kept() {
            end(null);
        }

        @Override
        public void lost(String why) {
            end(why);
        }

        private void end(@Nullable String lost) {
            if (Thread.currentThread() == owner) {
                ending.ended(lost);
            } else {
                context.runOnContext(now -> ending.ended(lost));
            }
        }
    }
}
