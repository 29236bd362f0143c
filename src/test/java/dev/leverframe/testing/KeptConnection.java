package dev.leverframe.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A connection that is used again and again, by a client that knows exactly what came back. */
public final class KeptConnection implements AutoCloseable {
    private static final int READ_TIMEOUT_MS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private boolean last;

    /** @throws IOException if nobody listens */
    public KeptConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * The status of the answer, or null where the connection was closed without one.
     *
     * @throws IllegalStateException if the answer was broken off
     */
    public @Nullable Integer post(String path, String body) {
        String request = "POST " + path + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: "
                + body.length() + "\r\n\r\n" + body;
        String first;
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            first = line();
        } catch (IOException e) {
            return null;
        }
        return first.isEmpty() ? null : rest(first);
    }

    private int rest(String first) {
        try {
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                last |= lower.equals("connection: close");
                length = lower.startsWith("content-length: ") ? Integer.parseInt(lower.substring(16)) : length;
            }
            if (in.readNBytes(length).length < length) {
                throw new IllegalStateException("the answer was broken off");
            }
            return Integer.parseInt(first.substring(9, 12));
        } catch (IOException e) {
            throw new IllegalStateException("the answer was broken off", e);
        }
    }

    /** Empty at the end, too. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Whether the server said that it answers no more on this connection. */
    public boolean wasLast() {
        return last;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
