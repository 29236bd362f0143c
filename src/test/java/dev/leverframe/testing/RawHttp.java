package dev.leverframe.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would. */
public final class RawHttp {
    private static final int READ_TIMEOUT_MS = 30_000;

    private RawHttp() {}

    /** What comes back until the server closes the connection; fails if it does not. */
    public static String untilClosed(String url, String text) {
        return exchange(url, text, Integer.MAX_VALUE);
    }

    /** What comes back first. */
    public static String request(String url, String text) {
        return exchange(url, text, 1);
    }

    private static String exchange(String url, String text, int readsMax) {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(READ_TIMEOUT_MS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            for (int reads = 0; reads < readsMax; reads++) {
                int length = socket.getInputStream().read(part);
                if (length < 0) {
                    break;
                }
                answer.write(part, 0, length);
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
