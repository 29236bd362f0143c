package dev.leverframe.web;

import dev.leverframe.bus.AnswerJson;
import dev.leverframe.model.Refusal;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/** Writes answers; the one place that turns a refusal into an HTTP response. */
public final class Responses {
    /** How long a caller that was shed should wait, seconds. */
    private static final String RETRY_AFTER_S = "1";

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");

    private Responses() {}

    /** @param body not copied, so not to be changed afterwards */
    public static void json(HttpServerResponse response, byte[] body) {
        if (!response.closed() && !response.ended()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
        }
    }

    public static void text(HttpServerResponse response, String text) {
        if (!response.closed() && !response.ended()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, TEXT);
            response.end(text);
        }
    }

    /** Whether the rest of the request is not read, so that its connection cannot be used again. */
    static boolean endsConnection(Refusal refusal) {
        return refusal.code() == Refusal.Code.TOO_LARGE || refusal.code() == Refusal.Code.REQUEST_TIMEOUT;
    }

    /** A problem document (RFC 9457) with the status of the refusal. */
    public static void problem(HttpServerResponse response, Refusal refusal) {
        if (response.closed() || response.ended()) {
            return;
        }
        int status = refusal.code().status();
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
        if (status == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
        }
        if (endsConnection(refusal)) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(Buffer.buffer(AnswerJson.problem(refusal)));
    }
}
