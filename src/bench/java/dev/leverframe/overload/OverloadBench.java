package dev.leverframe.overload;

import dev.leverframe.testing.ForkedService;
import dev.leverframe.testing.KeptConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Floods one domain, whose every outcome is dear, with batches of outcomes, and measures selects of that domain and of another
 * one at a constant rate meanwhile. Once as shipped, and once without bounds worth the name.
 */
public final class OverloadBench {
    private static final int SECONDS = Integer.getInteger("leverframe.seconds", 20);
    private static final int RATE = 200;
    private static final int FLOODERS = 64;
    private static final int OUTCOMES = 100;
    private static final String DEAR = "{\"arms\": [\"a\", \"b\", \"c\", \"d\"], \"context\": {\"dimension\": 256},"
            + " \"policy\": {\"type\": \"lin_ts_full\", \"dimension_max\": 256}}";
    private static final String PLAIN = "{\"arms\": [\"a\", \"b\"]}";
    private static final Map<String, String> FLAGS = Map.of("ENABLE_RL_LINTS", "1");
    private static final Map<String, String> UNBOUNDED = Map.of(
            "ENABLE_RL_LINTS", "1",
            "LEVERFRAME_HTTP_IN_FLIGHT_MAX", "1000000",
            "LEVERFRAME_HTTP_IN_FLIGHT_OUTCOMES_MAX", "1000000",
            "LEVERFRAME_HTTP_IN_FLIGHT_TOTAL_MAX", "10000000",
            "LEVERFRAME_HTTP_BATCH_MAX", "65536",
            "LEVERFRAME_DOMAINS_TURN_US", "1000000");

    private OverloadBench() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("| service | flood | selects of | answered | refused | p50, ms | p99, ms | p99.9, ms |");
        System.out.println("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
        measure("as shipped", FLAGS);
        measure("without bounds", UNBOUNDED);
    }

    private static void measure(String name, Map<String, String> environment) throws Exception {
        Path data = Files.createTempDirectory("leverframe-overload");
        try (ForkedService service = ForkedService.start(List.of(), List.of(), data, environment)) {
            service.manage("PUT", "/v1/domains/flooded", DEAR).expect(201);
            service.manage("PUT", "/v1/domains/other", PLAIN).expect(201);
            probe(service, "other", 5); // to warm up
            row(name, "none", "the other domain", probe(service, "other", SECONDS));
            try (Flood flood = new Flood(service.dataPort())) {
                flooded(service, name);
                System.err.println("batches of outcomes: taken " + flood.taken + ", refused " + flood.refused);
            }
        }
    }

    private static void flooded(ForkedService service, String name) throws InterruptedException {
        Latencies[] found = new Latencies[2];
        Thread own = new Thread(() -> found[1] = probe(service, "flooded", SECONDS));
        own.start();
        found[0] = probe(service, "other", SECONDS);
        own.join();
        row(name, "of outcomes", "the other domain", found[0]);
        row(name, "of outcomes", "the flooded domain", found[1]);
    }

    private static void row(String name, String flood, String domain, Latencies latencies) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d | %.2f | %.2f | %.2f |%n",
                name,
                flood,
                domain,
                latencies.size(),
                latencies.refusals(),
                latencies.quantileMs(0.5),
                latencies.quantileMs(0.99),
                latencies.quantileMs(0.999));
    }

    /** Selects at a constant rate over one connection. */
    private static Latencies probe(ForkedService service, String domain, int seconds) {
        Latencies latencies = new Latencies(seconds * RATE);
        long start = System.nanoTime();
        try (KeptConnection connection = new KeptConnection(service.dataPort())) {
            for (int i = 0; i < seconds * RATE; i++) {
                long due = start + TimeUnit.SECONDS.toNanos(1) * i / RATE;
                for (long now = System.nanoTime(); now - due < 0; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                Integer status = connection.post("/v1/domains/" + domain + "/select", "{\"context\": {\"x\": 0.5}}");
                if (status != null && status == 200) {
                    latencies.served(System.nanoTime() - due);
                } else {
                    latencies.refused();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return latencies;
    }

    /** Sends outcomes as fast as they are answered, whatever the answer. */
    private static final class Flood implements AutoCloseable {
        private static final String BODY = IntStream.range(0, OUTCOMES)
                .mapToObj(i -> "{\"arm\": \"a\", \"reward\": 0.5}")
                .collect(Collectors.joining(",", "{\"outcomes\": [", "]}"));

        /** A fiftieth of what {@code Retry-After} asks for. */
        private static final long REFUSED_NANOS = 20_000_000;

        private final AtomicLong taken = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean over;

        Flood(int port) {
            for (int i = 0; i < FLOODERS; i++) {
                Thread thread = new Thread(() -> send(port));
                thread.start();
                threads.add(thread);
            }
        }

        private void send(int port) {
            try (KeptConnection connection = new KeptConnection(port)) {
                while (!over) {
                    Integer status = connection.post("/v1/domains/flooded/outcomes/batch", BODY);
                    (status != null && status == 200 ? taken : refused).incrementAndGet();
                    if (status == null) {
                        return;
                    }
                    if (status != 200) {
                        // Threads that spin would take both cores from the service, which a client elsewhere cannot do.
                        LockSupport.parkNanos(REFUSED_NANOS);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

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
        }
    }
}
