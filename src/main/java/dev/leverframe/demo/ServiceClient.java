package dev.leverframe.demo;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Both planes of the service over HTTP, one request after another on each calling thread. Thread-safe. */
final class ServiceClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    /** What says "not now": the request was not executed, or may be sent again under the same ids. */
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private static final int ATTEMPTS_MAX = 20;
    private static final long RETRY_SECONDS_MAX = 5;

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI data;
    private final URI management;

    /**
     * @param data base of the data plane
     * @param management base of the management plane
     */
    ServiceClient(URI data, URI management) {
        this.data = data;
        this.management = management;
    }

    /** Whether a service answers that it is ready. */
    boolean isReady() {
        try {
            return once(management.resolve("/health/ready"), "GET", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    JsonObject select(String domain, JsonObject body) {
        return sound(data.resolve("/v1/domains/" + domain + "/select"), "POST", body);
    }

    JsonObject outcome(String domain, JsonObject body) {
        return sound(data.resolve("/v1/domains/" + domain + "/outcomes"), "POST", body);
    }

    JsonObject get(String path) {
        return sound(management.resolve(path), "GET", null);
    }

    JsonObject put(String path, JsonObject body) {
        return sound(management.resolve(path), "PUT", body);
    }

    JsonObject post(String path, JsonObject body) {
        return sound(management.resolve(path), "POST", body);
    }

    /** Deletes what stands there, if anything does. */
    void delete(String path) {
        HttpResponse<String> response = patiently(management.resolve(path), "DELETE", null);
        if (response.statusCode() != NOT_FOUND) {
            requireSuccess(response);
        }
    }

    private JsonObject sound(URI uri, String method, @Nullable JsonObject body) {
        HttpResponse<String> response = patiently(uri, method, body);
        requireSuccess(response);
        return response.body().isBlank() ? new JsonObject() : new JsonObject(response.body());
    }

    /** Waits as long as it is told to where the service is busy. */
    private HttpResponse<String> patiently(URI uri, String method, @Nullable JsonObject body) {
        try {
            HttpResponse<String> response = once(uri, method, body);
            for (int attempt = 1; attempt < ATTEMPTS_MAX && BUSY.contains(response.statusCode()); attempt++) {
                pause(response);
                response = once(uri, method, body);
            }
            return response;
        } catch (IOException e) {
            throw new DemoException(method + " " + uri + " failed: " + e, e);
        }
    }

    private HttpResponse<String> once(URI uri, String method, @Nullable JsonObject body) throws IOException {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(TIMEOUT).method(method, publisher);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while waiting for " + uri, e);
        }
    }

    private static void pause(HttpResponse<String> response) {
        long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
        new CompletableFuture<Void>()
                .completeOnTimeout(null, Math.min(seconds, RETRY_SECONDS_MAX), TimeUnit.SECONDS)
                .join();
    }

    private static void requireSuccess(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            HttpRequest request = response.request();
            throw new DemoException(request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                    + detail(response.body()));
        }
    }

    /** What a problem document says, or the body as it is. */
    private static String detail(String body) {
        try {
            JsonObject problem = new JsonObject(body);
            return problem.getString("detail", body);
        } catch (DecodeException e) {
            return body;
        }
    }
}
