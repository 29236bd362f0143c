package dev.leverframe.testing;

import dev.leverframe.Service;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A service in this process on free ports, and a client that holds every answer against the contract. */
public final class RunningService implements AutoCloseable {
    private static final long START_S = 60;

    private final Service service;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningService(Service service) {
        this.service = service;
    }

    /** Starts with both flags on. */
    public static RunningService start() {
        return start(Map.of("ENABLE_EXPERIMENT_HARNESS", "1", "ENABLE_RL_LINTS", "1"));
    }

    /** Starts with these variables; on free ports and keeping nothing, unless they say otherwise. */
    public static RunningService start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "LEVERFRAME_HTTP_PORT", "0", "LEVERFRAME_MANAGEMENT_PORT", "0", "LEVERFRAME_DURABILITY", "none"));
        all.putAll(environment);
        try {
            return new RunningService(Service.start(all).toCompletableFuture().get(START_S, TimeUnit.SECONDS));
        } catch (Exception e) {
            throw new IllegalStateException("the service did not start", e);
        }
    }

    public Vertx vertx() {
        return service.vertx();
    }

    public String dataUrl() {
        return "http://localhost:" + service.dataPort();
    }

    public String managementUrl() {
        return "http://localhost:" + service.managementPort();
    }

    public Answer post(String path, String body) {
        return call("POST", dataUrl(), path, body, Map.of());
    }

    /** A select that has to be answered by a decision. */
    public JsonObject select(String domain, String body) {
        return post("/v1/domains/" + domain + "/select", body).expect(200).json();
    }

    /** An outcome that has to be taken. */
    public JsonObject outcome(String domain, String body) {
        return post("/v1/domains/" + domain + "/outcomes", body).expect(200).json();
    }

    public Answer get(String path) {
        return call("GET", managementUrl(), path, null, Map.of());
    }

    public Answer put(String path, String body) {
        return call("PUT", managementUrl(), path, body, Map.of());
    }

    public Answer manage(String method, String path, @Nullable String body, Map<String, String> headers) {
        return call(method, managementUrl(), path, body, headers);
    }

    public void flag(String flag, boolean enabled) {
        put("/v1/flags/" + flag, new JsonObject().put("enabled", enabled).encode())
                .expect(200);
    }

    /** The figures of one domain. */
    public JsonObject stats(String domain) {
        return get("/v1/stats?domain=" + domain)
                .expect(200)
                .json()
                .getJsonArray("domains")
                .getJsonObject(0);
    }

    public Answer call(String method, String base, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("content-type")) {
            request.header("content-type", "application/json");
        }
        headers.forEach(request::header);
        Answer answer = send(request.build());
        Contract.load().check(method, path, answer.status(), answer.header("content-type"), answer.body());
        if (answer.status() == 500) {
            throw new AssertionError("a defect of ours: " + method + " " + path + " " + answer.body());
        }
        return answer;
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            service.stop().toCompletableFuture().get(START_S, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the service did not stop", e);
        }
    }

    /** One answer. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonObject json() {
            return new JsonObject(body());
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** This answer, which must have this status. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError("expected " + status + ", got " + status() + ": " + body());
            }
            return this;
        }
    }
}
