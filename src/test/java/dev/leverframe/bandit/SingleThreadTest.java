package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.config.DomainBody;
import dev.leverframe.config.Settings;
import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.Journal;
import dev.leverframe.journal.JournalStatus;
import dev.leverframe.journal.JournalStream;
import dev.leverframe.journal.Receipt;
import dev.leverframe.journal.StreamId;
import dev.leverframe.journal.StreamOwner;
import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Snapshot;
import dev.leverframe.replay.Recoveries;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything that happens in a domain happens on one thread, whoever asks and however many. */
@Timeout(120)
class SingleThreadTest {
    private static final int CALLERS = 16;
    private static final int SELECTS_EACH = 200;
    private static final List<String> DOMAINS = List.of("one", "two", "three");

    private final ConcurrentMap<String, Set<Thread>> threads = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private Vertx vertx;

    @BeforeEach
    void deploy() throws Exception {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(4));
        Journal journal = new WatchedJournal();
        BanditEnvironment environment = new BanditEnvironment(
                Limits.DEFAULT,
                journal,
                null,
                new Recoveries(),
                InstantSource.system(),
                () -> "d-" + ids.incrementAndGet(),
                10,
                60_000,
                1_000,
                new MemoryBudget(1_000_000));
        for (String domain : DOMAINS) {
            FactBuffer buffer = new FactBuffer();
            DomainState state =
                    DomainState.create(DomainBody.byDefault(domain, Settings.defaults()), Limits.DEFAULT, buffer, 0);
            await(vertx.deployVerticle(
                    new BanditVerticle(state, buffer, new StreamId(domain, 1), Flags.OFF, environment)));
        }
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void everyDomainChangesOnOneThreadOnly() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<java.util.concurrent.Future<?>> calls = new ArrayList<>();
            for (int c = 0; c < CALLERS; c++) {
                calls.add(callers.submit(() -> {
                    selectEverywhere();
                    return null;
                }));
            }
            for (var call : calls) {
                call.get(60, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(threads).containsOnlyKeys(DOMAINS);
        assertThat(threads)
                .allSatisfy((domain, seen) -> assertThat(seen).as(domain).hasSize(1));
        assertThat(Set.copyOf(threads.values()))
                .as("domains spread over event loops")
                .hasSizeGreaterThan(1);
    }

    private void selectEverywhere() throws Exception {
        JsonObject select = new JsonObject(Map.of("candidates", JsonArray.of("a", "b")));
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < SELECTS_EACH; i++) {
            for (String domain : DOMAINS) {
                answers.add(vertx.eventBus().request("leverframe." + domain + ".select", select));
            }
        }
        await(Future.all(answers));
    }

    private static void await(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Notes who appends to which stream. */
    private final class WatchedJournal implements Journal {
        @Override
        public JournalStream open(StreamId stream, long sequence, StreamOwner owner) {
            JournalStream unkept = Journal.NONE.open(stream, sequence, owner);
            return new JournalStream() {
                @Override
                public void append(List<Fact> facts, List<Change> changes, Receipt receipt) {
                    threads.computeIfAbsent(stream.domain(), any -> ConcurrentHashMap.newKeySet())
                            .add(Thread.currentThread());
                    unkept.append(facts, changes, receipt);
                }

                @Override
                public void snapshot(long at, long remembersFrom, Snapshot state) {
                    unkept.snapshot(at, remembersFrom, state);
                }

                @Override
                public void rebase(StreamOwner.Whole whole) {
                    unkept.rebase(whole);
                }

                @Override
                public void close() {
                    unkept.close();
                }
            };
        }

        @Override
        public void retire(StreamId stream) {}

        @Override
        public JournalStatus status() {
            return Journal.NONE.status();
        }

        @Override
        public void close() {}
    }
}
