package dev.leverframe.web;

import dev.leverframe.model.Refusal;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP listener on which every answer, the one to a broken request too, is one of ours. */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Door door;
    private final Handler<HttpServerRequest> handler;

    private Listener(Door door, Handler<HttpServerRequest> handler) {
        this.door = door;
        this.handler = handler;
    }

    /**
     * Where to listen, and what of a head is read.
     *
     * @param port TCP port; negative: any free one, the same for all who say the same
     * @param idleTimeoutS seconds after which a silent connection is closed
     * @param streams whether an answer may go on for longer than its client says anything
     * @param requestLineBytesMax bytes of a request line
     * @param headerBytesMax bytes of all headers of a request
     */
    public record Options(
            String host, int port, int idleTimeoutS, boolean streams, int requestLineBytesMax, int headerBytesMax) {}

    /** Completes once the port is open. */
    public static Future<HttpServer> open(Vertx vertx, Options options, Door door, Handler<HttpServerRequest> handler) {
        HttpServerOptions server = new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                // To watch what is written as well takes a listener and a look at the clock for each part of an answer.
                .setReadIdleTimeout(options.streams() ? 0 : options.idleTimeoutS())
                .setIdleTimeout(options.streams() ? options.idleTimeoutS() : 0)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(options.requestLineBytesMax())
                .setMaxHeaderSize(options.headerBytesMax())
                // Nobody speaks WebSocket here, and looking for it in every request and answer costs a twentieth.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(true);
        Listener listener = new Listener(door, handler);
        return vertx.createHttpServer(server)
                .requestHandler(listener::guarded)
                .invalidRequestHandler(Listener::invalid)
                .listen()
                .onSuccess(open -> Doors.put(open.actualPort(), door));
    }

    private void guarded(HttpServerRequest request) {
        if (door.isClosing() && request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (!hasReadableQuery(request)) {
            Responses.problem(
                    request.response(),
                    new Refusal(Refusal.Code.MALFORMED, "the query has a percent sign without two hex digits"));
            return;
        }
        try {
            handler.handle(request);
        } catch (RuntimeException e) {
            failed(request, e);
        }
    }

    /** Vert.x reads a query when it is first asked for a parameter, and throws there. */
    private static boolean hasReadableQuery(HttpServerRequest request) {
        try {
            return request.query() == null || request.params() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Answers for a defect of ours: the caller learns that it was one, the log learns which. */
    public static void failed(HttpServerRequest request, Throwable cause) {
        LOG.error("request failed method={} path={}", request.method(), request.path(), cause);
        Responses.problem(
                request.response(), new Refusal(Refusal.Code.INTERNAL, "this is a defect; the log says more"));
    }

    private static void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = cause instanceof TooLongFrameException
                ? new Refusal(Refusal.Code.TOO_LARGE, "the request line or a header is too long")
                : new Refusal(Refusal.Code.MALFORMED, "this is not valid HTTP");
        Responses.problem(request.response(), refusal);
    }
}
