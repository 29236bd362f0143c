package dev.leverframe.web;

import dev.leverframe.model.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies up to a size and within a deadline. Belongs to one event loop. The deadline bounds a body that is
 * dripped byte by byte, which an idle timeout does not; one sweep serves all requests, since a timer for each would cost more
 * than reading the body.
 */
public final class BodyReader {
    private static final long SWEEP_MS = 500;
    /** From an answer that ends a connection to its end, ms: time for the client to read it while it still sends. */
    private static final long LINGER_MS = 1_000;

    /** Bodies up to here are counted while they are read only: how many are in flight is bounded otherwise, bytes. */
    private static final int LARGE = 8_192;

    private static final long NANOS_PER_MS = 1_000_000;

    private final Vertx vertx;
    private final int bytesMax;
    private final long bytesOpenMax;
    private final long timeoutMs;
    /** Bytes of bodies that are not at their end. */
    private long bytesOpen;
    /** In the order of their deadlines, linked by themselves: nearly all of them are gone within their turn. */
    private @Nullable OpenBody oldest;

    private @Nullable OpenBody newest;

    /**
     * @param bytesMax largest body, bytes
     * @param bytesOpenMax all bodies that are being read at a time, and large ones until they are answered, bytes
     * @param timeoutMs time from the head of a request to the end of its body, ms
     */
    public BodyReader(Vertx vertx, int bytesMax, long bytesOpenMax, long timeoutMs) {
        this.vertx = vertx;
        this.bytesMax = bytesMax;
        this.bytesOpenMax = bytesOpenMax;
        this.timeoutMs = timeoutMs;
        vertx.setPeriodic(SWEEP_MS, timer -> sweep());
    }

    /**
     * Reads the body as JSON text and hands it over, or answers with a problem.
     *
     * @param whole told of the body, at most once
     * @param refused told of the refusal that was answered
     */
    public void readJson(HttpServerRequest request, Consumer<byte[]> whole, Consumer<Refusal> refused) {
        Refusal unfit = unfit(request);
        if (unfit != null) {
            discard(request);
            refuse(request, unfit, refused);
            return;
        }
        read(new OpenBody(request, whole, refused));
    }

    /** Lets a body pass that nobody wants, within the same deadline: the next request of the connection stands behind it. */
    public void discard(HttpServerRequest request) {
        OpenBody body = new OpenBody(request, bytes -> {}, refusal -> {});
        body.over = true;
        read(body);
    }

    private void read(OpenBody body) {
        if (body.request.isEnded()) {
            body.end();
            return;
        }
        enter(body);
        body.request.handler(body::add).endHandler(end -> body.end()).exceptionHandler(failure -> body.leave());
    }

    private @Nullable Refusal unfit(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !isJson(type)) {
            return new Refusal(Refusal.Code.UNSUPPORTED_MEDIA_TYPE, "send content-type application/json, not " + type);
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && isLonger(length) ? tooLarge() : null;
    }

    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        String media = (end < 0 ? type : type.substring(0, end)).strip();
        return media.equalsIgnoreCase("application/json")
                || media.toLowerCase(Locale.ROOT).endsWith("+json");
    }

    private boolean isLonger(String length) {
        try {
            return Long.parseLong(length) > bytesMax;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private Refusal tooLarge() {
        return new Refusal(Refusal.Code.TOO_LARGE, "a body may have at most " + bytesMax + " bytes");
    }

    private void enter(OpenBody body) {
        body.before = newest;
        if (newest == null) {
            oldest = body;
        } else {
            newest.after = body;
        }
        newest = body;
        body.open = true;
    }

    private void remove(OpenBody body) {
        if (!body.open) {
            return;
        }
        body.open = false;
        OpenBody before = body.before;
        OpenBody after = body.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
        body.before = null;
        body.after = null;
    }

    private void sweep() {
        long now = System.nanoTime();
        for (OpenBody body = oldest; body != null && body.deadline - now <= 0; body = oldest) {
            body.late();
        }
    }

    /** A connection whose request is not read to its end is closed, a moment later so that the answer gets through. */
    private void refuse(HttpServerRequest request, Refusal refusal, Consumer<Refusal> refused) {
        refused.accept(refusal);
        Responses.problem(request.response(), refusal);
        if (Responses.endsConnection(refusal)) {
            closeSoon(request);
        }
    }

    private void closeSoon(HttpServerRequest request) {
        vertx.setTimer(LINGER_MS, timer -> request.connection().close());
    }

    private final class OpenBody {
        private final HttpServerRequest request;
        private final Consumer<byte[]> whole;
        private final Consumer<Refusal> refused;
        private final long deadline;
        private @Nullable OpenBody before;
        private @Nullable OpenBody after;
        private boolean open;
        private @Nullable Buffer first;
        private int held;
        private boolean copied;
        private boolean over;

        OpenBody(HttpServerRequest request, Consumer<byte[]> whole, Consumer<Refusal> refused) {
            this.request = request;
            this.whole = whole;
            this.refused = refused;
            this.deadline = System.nanoTime() + timeoutMs * NANOS_PER_MS;
        }

        void add(Buffer part) {
            if (over) {
                return;
            }
            if (first == null) {
                first = part;
            } else {
                first = copied ? first : Buffer.buffer(first.getBytes());
                copied = true;
                first.appendBuffer(part);
            }
            held += part.length();
            bytesOpen += part.length();
            if (held > bytesMax) {
                cut(tooLarge());
            } else if (bytesOpen > bytesOpenMax) {
                cut(new Refusal(Refusal.Code.OVERLOADED, "too many bodies are being read; try again shortly"));
            }
        }

        void end() {
            if (held > LARGE && !over) {
                remove(this);
                releaseWithAnswer();
            } else {
                leave();
            }
            if (!over) {
                over = true;
                use(first == null ? new byte[0] : first.getBytes());
            }
        }

        /** What was parsed from a large body takes as much again until it is answered. */
        private void releaseWithAnswer() {
            request.response().endHandler(answered -> leave());
            request.response().closeHandler(closed -> leave());
        }

        void leave() {
            remove(this);
            bytesOpen -= held;
            held = 0;
        }

        /** A body comes after the handler of its request returned, so nobody else is left to answer for a defect. */
        private void use(byte[] body) {
            try {
                whole.accept(body);
            } catch (RuntimeException e) {
                Listener.failed(request, e);
            }
        }

        void late() {
            leave();
            if (over) {
                request.connection().close();
            } else {
                cut(new Refusal(Refusal.Code.REQUEST_TIMEOUT, "the body did not arrive within " + timeoutMs + " ms"));
            }
        }

        /** What was read is dropped; what still comes passes until its deadline. */
        private void cut(Refusal refusal) {
            bytesOpen -= held;
            held = 0;
            over = true;
            first = null;
            refuse(request, refusal, refused);
        }
    }
}
