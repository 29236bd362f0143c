package dev.leverframe.stats;

import dev.leverframe.testing.ForkedService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What open pages cost the data plane, for src/docs/performance.md: the processor time that the service uses in a second at the
 * same trickle of selects, by turns without and with a hundred streams of which every one gets an event a second. Processor time
 * and not throughput, because it can be told apart on a machine that others use too: what the streams use, selects cannot. With
 * an argument, so many rounds instead of ten.
 */
public final class StreamCostBench {
    private static final int STREAMS = 100;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int WARM_UP = 12;
    private static final long SETTLE_MS = 1_000;
    private static final long TURN_MS = 5_000;
    private static final List<String> DOMAINS = List.of("first", "second", "third");
    private static final String EXPERIMENT = """
            {"control": "core", "variants": [{"variant": "core", "weight": 50, "policy": {"type": "thompson"}},
             {"variant": "softmax", "weight": 50, "policy": {"type": "softmax"}}]}""";

    private final ForkedService service;
    private final int managementPort;
    private int sent;

    private StreamCostBench(ForkedService service) {
        this.service = service;
        managementPort = Integer.parseInt(service.log().stream()
                .filter(line -> line.contains("management_port="))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*management_port=(\\d+).*", "$1"));
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        Path data = Files.createTempDirectory("leverframe-streams");
        try (ForkedService service =
                ForkedService.start(List.of(), List.of("-Xmx1g"), data, Map.of("ENABLE_EXPERIMENT_HARNESS", "1"))) {
            new StreamCostBench(service).run(rounds);
        }
    }

    private void run(int rounds) throws Exception {
        for (String domain : DOMAINS) {
            service.manage("PUT", "/v1/domains/" + domain, "{\"arms\": [\"a\", \"b\", \"c\"]}")
                    .expect(201);
            service.manage("PUT", "/v1/domains/" + domain + "/experiments/e", EXPERIMENT)
                    .expect(201);
        }
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        sender.scheduleAtFixedRate(this::send, 0, 5, TimeUnit.MILLISECONDS);
        try {
            measure(rounds);
        } finally {
            sender.shutdownNow();
        }
    }

    private void measure(int rounds) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            turn(STREAMS);
        }
        double[] costs = new double[rounds];
        System.out.println("| round | without, CPU ms/s | with 100 streams | cost | of the cores, % |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: |");
        for (int round = 0; round < rounds; round++) {
            boolean withoutFirst = round % 2 == 0;
            double first = turn(withoutFirst ? 0 : STREAMS);
            double second = turn(withoutFirst ? STREAMS : 0);
            double without = withoutFirst ? first : second;
            double with = withoutFirst ? second : first;
            costs[round] = with - without;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.1f | %.2f |%n",
                    round + 1,
                    without,
                    with,
                    costs[round],
                    share(costs[round]));
        }
        System.out.printf(
                Locale.ROOT,
                "median cost: %.1f ms of CPU a second, %.2f %% of %d cores%n",
                median(costs),
                share(median(costs)),
                CORES);
    }

    private static double share(double msPerSecond) {
        return msPerSecond / 10 / CORES;
    }

    /** CPU ms a second of the service. */
    private double turn(int streams) throws Exception {
        try (Readers readers = new Readers(streams, managementPort)) {
            readers.start();
            readers.join(SETTLE_MS);
            long cpuBefore = cpuNanos();
            long started = System.nanoTime();
            readers.join(TURN_MS);
            return 1e3 * (cpuNanos() - cpuBefore) / (System.nanoTime() - started);
        }
    }

    private long cpuNanos() {
        return service.process()
                .toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow()
                .toNanos();
    }

    private void send() {
        String domain = DOMAINS.get(sent++ % DOMAINS.size());
        service.post("/v1/domains/" + domain + "/select", "{\"key\": \"user-" + sent + "\"}");
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Open streams, read and thrown away by one thread. */
    private static final class Readers extends Thread implements AutoCloseable {
        private final Selector selector = Selector.open();

        Readers(int streams, int port) throws IOException {
            for (int i = 0; i < streams; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("localhost", port));
                channel.write(ByteBuffer.wrap(
                        "GET /v1/stream HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }
        }

        @Override
        public void run() {
            ByteBuffer thrownAway = ByteBuffer.allocate(65_536);
            try {
                while (selector.isOpen()) {
                    selector.select(100);
                    for (SelectionKey key : selector.selectedKeys()) {
                        thrownAway.clear();
                        if (((SocketChannel) key.channel()).read(thrownAway) < 0) {
                            key.cancel();
                        }
                    }
                    selector.selectedKeys().clear();
                }
            } catch (IOException | java.nio.channels.ClosedSelectorException e) {
                // The turn is over.
            }
        }

        @Override
        public void close() throws IOException {
            List<SelectionKey> keys = List.copyOf(selector.keys());
            selector.close();
            for (SelectionKey key : keys) {
                key.channel().close();
            }
        }
    }
}
