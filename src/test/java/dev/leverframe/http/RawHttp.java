package dev.leverframe.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would. */
final class RawHttp {
    private static final int READ_TIMEOUT_MS = 30_000;

    private RawHttp() {}

    /** What comes back first. */
    static String request(String url, String text) {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(READ_TIMEOUT_MS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[8192];
            int length = socket.getInputStream().read(answer);
            return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
