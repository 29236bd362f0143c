package dev.leverframe.web;

import dev.leverframe.model.Refusal;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens an HTTP listener on which every answer, the one to a broken request too, is one of ours. */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private Listener() {}

    /**
     * @param idleTimeoutS seconds after which a silent connection is closed
     * @return completes once the port is open
     */
    public static Future<HttpServer> open(
            Vertx vertx, String host, int port, int idleTimeoutS, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(idleTimeoutS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // Nobody speaks WebSocket here, and looking for it in every request and answer costs a twentieth.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(true);
        return vertx.createHttpServer(options)
                .requestHandler(request -> guarded(request, handler))
                .invalidRequestHandler(Listener::invalid)
                .listen();
    }

    private static void guarded(HttpServerRequest request, Handler<HttpServerRequest> handler) {
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
