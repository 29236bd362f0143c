package dev.leverframe.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection that sends what it likes, when it likes. */
public final class SlowClient implements AutoCloseable {
    private static final int PACE_MS = 20;
    private static final int READ_TIMEOUT_MS = 30_000;

    private final Socket socket;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    private SlowClient(Socket socket) {
        this.socket = socket;
    }

    /** Connects, and sends nothing. */
    public static SlowClient connect(String url) {
        URI uri = URI.create(url);
        try {
            return new SlowClient(new Socket(uri.getHost(), uri.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SlowClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends one byte after the other, for ever, until the other side answers or closes; returns what it said. */
    public String drip(String text) {
        try {
            socket.setSoTimeout(PACE_MS);
            for (int i = 0; ; i++) {
                if (!quiet()) {
                    return rest();
                }
                socket.getOutputStream().write(text.charAt(i % text.length()));
            }
        } catch (IOException e) {
            return answer.toString(StandardCharsets.UTF_8); // closed while something was sent
        }
    }

    private boolean quiet() throws IOException {
        try {
            return !read();
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    /** Whether anything came, or the end did. */
    private boolean read() throws IOException {
        byte[] part = new byte[8192];
        int length = socket.getInputStream().read(part);
        answer.write(part, 0, Math.max(0, length));
        return true;
    }

    /** What comes first, in one piece. */
    public String answer() {
        try {
            socket.setSoTimeout(READ_TIMEOUT_MS);
            read();
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes until the other side closes; fails if it does not. */
    public String rest() {
        try {
            socket.setSoTimeout(READ_TIMEOUT_MS);
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            // closed the hard way is closed
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
