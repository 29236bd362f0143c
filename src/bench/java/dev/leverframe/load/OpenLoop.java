package dev.leverframe.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Open loop: requests are due at a fixed rate whatever the server does, and the time of each counts from when it was due, not
 * from when a connection was free for it. So a stall counts for every request that it held up, and nothing is to be corrected
 * afterwards. One thread; it sleeps some 50 us between looks, which is in all the times, the bare server's too.
 */
final class OpenLoop {
    private static final long NAP_NS = 20_000;
    private static final long HIGHEST_NS = TimeUnit.SECONDS.toNanos(60);
    /** After the last request, for the answers that are still missing. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private final Selector selector;
    private final Deque<Connection> free = new ArrayDeque<>();
    private final Histogram latencies = new Histogram(HIGHEST_NS, 3);
    private final Traffic traffic;
    private final byte[] first;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(1 << 16);
    private int unanswered;
    private long errors;

    private OpenLoop(Traffic traffic, int port, int connections) throws IOException {
        this.traffic = traffic;
        first = traffic.request(0, 0);
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            free.add(new Connection(SocketChannel.open(new InetSocketAddress("localhost", port))));
        }
    }

    /** @return latencies in ns, the errors among them */
    static Measured run(Traffic traffic, int port, int connections, double perSecond, int seconds) throws IOException {
        OpenLoop loop = new OpenLoop(traffic, port, connections);
        try {
            loop.drive((long) (1e9 / perSecond), (int) (perSecond * seconds));
        } finally {
            loop.close();
        }
        return new Measured(loop.latencies, loop.errors + loop.unanswered);
    }

    private void drive(long spacingNs, int requests) throws IOException {
        long start = System.nanoTime();
        int sent = 0;
        long end = start + requests * spacingNs + PATIENCE_NS;
        while ((sent < requests || unanswered > 0) && System.nanoTime() < end) {
            long now = System.nanoTime();
            boolean idle = true;
            while (sent < requests && start + sent * spacingNs <= now && !free.isEmpty()) {
                free.removeFirst().send(request(sent), start + sent * spacingNs);
                sent++;
                idle = false;
            }
            idle &= selector.selectNow(key -> ((Connection) key.attachment()).read()) == 0;
            if (idle) {
                LockSupport.parkNanos(NAP_NS);
            }
        }
    }

    private byte[] request(int position) {
        return traffic.isConstant() ? first : traffic.request(0, position);
    }

    private void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** @param errors answers other than 200, and requests without an answer */
    record Measured(Histogram latencies, long errors) {}

    private final class Connection {
        private final SocketChannel channel;
        private final StringBuilder answer = new StringBuilder();
        private long dueNs;
        private int whole = -1;

        Connection(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(byte[] request, long due) throws IOException {
            dueNs = due;
            unanswered++;
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        void read() {
            try {
                incoming.clear();
                if (channel.read(incoming) < 0) {
                    errors++;
                    unanswered--;
                    channel.close();
                    return;
                }
                incoming.flip();
                answer.append(StandardCharsets.ISO_8859_1.decode(incoming));
                if (isWhole()) {
                    finished();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void finished() {
            latencies.recordValue(Math.min(HIGHEST_NS, System.nanoTime() - dueNs));
            errors += answer.indexOf("HTTP/1.1 200 ") == 0 ? 0 : 1;
            unanswered--;
            answer.setLength(0);
            whole = -1;
            free.addLast(this);
        }

        private boolean isWhole() {
            if (whole < 0) {
                int body = answer.indexOf("\r\n\r\n");
                int length = answer.indexOf("content-length: ");
                if (body < 0) {
                    return false;
                }
                int end = answer.indexOf("\r\n", length);
                whole = body + 4 + Integer.parseInt(answer.substring(length + 16, end));
            }
            return answer.length() >= whole;
        }
    }
}
