package dev.leverframe.offline;

import static java.util.Objects.requireNonNull;

import dev.leverframe.decisionlog.Importer;
import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.Journal;
import dev.leverframe.journal.JournalStream;
import dev.leverframe.journal.Receipt;
import dev.leverframe.journal.StreamId;
import dev.leverframe.journal.StreamOwner;
import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Appends what an import makes, some at a time, and waits until each is kept. */
final class FactWriter implements Importer.Listener {
    private static final int BATCH = 1_000;

    private final List<Fact> waiting = new ArrayList<>();
    private @Nullable JournalStream stream;
    private @Nullable DomainState state;

    /** @param recovered the state whose facts come here */
    void open(Journal journal, StreamId id, DomainState recovered) {
        state = recovered;
        stream = journal.open(id, recovered.sequence(), StreamOwner.NONE);
    }

    @Override
    public void applied(Fact fact) {
        waiting.add(fact);
    }

    @Override
    public void taken() throws IOException {
        if (waiting.size() >= BATCH) {
            append(List.of());
        }
    }

    /** Keeps the rest with its line of the audit log, and the state, so that the next start need not replay. */
    void end(Change change) throws IOException {
        append(List.of(change));
        DomainState learned = requireNonNull(state, "opened before");
        JournalStream open = requireNonNull(stream, "opened before");
        open.snapshot(learned.sequence(), learned.remembersFrom(), learned.snapshot());
        open.close();
    }

    private void append(List<Change> changes) throws IOException {
        CompletableFuture<@Nullable String> fate = new CompletableFuture<>();
        requireNonNull(stream, "opened before").append(List.copyOf(waiting), changes, new Receipt() {
            @Override
            public void kept() {
                fate.complete(null);
            }

            @Override
            public void lost(String why) {
                fate.complete(why);
            }
        });
        waiting.clear();
        String lost = await(fate);
        if (lost != null) {
            throw new IOException("the journal cannot be written: " + lost
                    + "; what was imported until now is kept, so run the import again once it can");
        }
    }

    private static @Nullable String await(CompletableFuture<@Nullable String> fate) {
        try {
            return fate.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (ExecutionException e) {
            throw new IllegalStateException("it only completes", e);
        }
    }
}
