package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.ForkedService;
import dev.leverframe.testing.KeptConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends what a service gets in its life, evenly: decisions with contexts in batches and alone, outcomes for some, nonsense,
 * connections that come and go, domains and experiments that do, and questions for figures.
 */
final class SteadyLoad implements AutoCloseable {
    private static final int BATCH = 16;
    private static final long OPERATE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int REQUESTS_PER_CONNECTION = 200;
    private static final String DOMAIN = "/v1/domains/steady";
    private static final String EXPERIMENT =
            "{\"variants\": [{\"variant\": \"control\", \"weight\": 1, \"policy\": {\"type\": \"thompson\"}},"
                    + " {\"variant\": \"lints\", \"weight\": 1, \"policy\": {\"type\": \"lin_ts_diag\"}}]}";

    private final ForkedService service;
    private final AtomicLong answered = new AtomicLong();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    SteadyLoad(ForkedService service, int senders) {
        this.service = service;
        service.manage("PUT", DOMAIN, "{\"arms\": [\"a\", \"b\", \"c\"]}").expect(201);
        service.manage("PUT", DOMAIN + "/experiments/e", EXPERIMENT).expect(201);
        for (int i = 0; i < senders; i++) {
            int sender = i;
            run(() -> send(sender));
        }
        run(this::operate);
    }

    private void run(Task task) {
        Thread thread = new Thread(() -> {
            try {
                while (!over) {
                    task.run();
                }
            } catch (Exception | Error e) {
                failures.add(e);
            }
        });
        threads.add(thread);
        thread.start();
    }

    /** How many requests of the data plane were answered so far. */
    long answered() {
        return answered.get();
    }

    private void send(int sender) throws IOException {
        SplittableRandom random = new SplittableRandom(answered.get() * 31 + sender);
        try (KeptConnection connection = new KeptConnection(service.dataPort())) {
            for (int i = 0; i < REQUESTS_PER_CONNECTION && !over; i += 4) {
                String ids = Long.toHexString(random.nextLong());
                post(connection, "/select/batch", list("requests", k -> select(ids + "-" + k, random)), 200);
                post(connection, "/outcomes/batch", list("outcomes", k -> outcome(ids + "-" + 4 * k / 3, random)), 200);
                post(connection, "/select?explain=true", select(ids + "-alone", random), 200);
                post(connection, "/select", "{\"nonsense\": 1}", 400);
            }
        }
    }

    private void post(KeptConnection connection, String operation, String body, int status) {
        assertThat(connection.post(DOMAIN + operation, body)).isEqualTo(status);
        answered.incrementAndGet();
    }

    private static String list(String name, IntFunction<String> item) {
        return IntStream.range(0, BATCH).mapToObj(item).collect(Collectors.joining(",", "{\"" + name + "\": [", "]}"));
    }

    private static String select(String id, SplittableRandom random) {
        return "{\"decision_id\": \"" + id + "\", \"key\": \"u" + random.nextInt(1000) + "\", \"tenant\": \"t"
                + random.nextInt(20) + "\", \"context\": {\"x\": " + random.nextDouble() + ", \"task\": \"t"
                + random.nextInt(8) + "\"}}";
    }

    private static String outcome(String id, SplittableRandom random) {
        return "{\"decision_id\": \"" + id + "\", \"outcome_id\": \"o-" + id + "\", \"reward\": " + random.nextDouble()
                + "}";
    }

    /** Now and then: a domain that was deleted is remembered for as long as the decision log keeps its facts. */
    private void operate() {
        LockSupport.parkNanos(OPERATE_NANOS);
        service.manage("PUT", "/v1/domains/passing", "{\"arms\": [\"a\"]}").expect(201);
        service.manage("PUT", "/v1/domains/passing/experiments/e", EXPERIMENT).expect(201);
        service.post("/v1/domains/passing/select", "{}").expect(200);
        service.get("/metrics").expect(200);
        service.get("/v1/stats").expect(200);
        service.manage("DELETE", "/v1/domains/passing", null).expect(204);
    }

    /** Fails if anything was not answered as it should be. */
    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("under steady load", failures.peek());
        }
    }

    /** What is done again and again. */
    private interface Task {
        void run() throws Exception;
    }
}
