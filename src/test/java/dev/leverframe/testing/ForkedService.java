package dev.leverframe.testing;

import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A service in a process of its own, on free ports, which can be killed. */
public final class ForkedService implements AutoCloseable {
    private static final long START_S = 180;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Pattern READY = Pattern.compile("ready data_port=(\\d+) management_port=(\\d+)");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();
    private final Process process;
    private final int dataPort;
    private final int managementPort;

    private ForkedService(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "log-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        Matcher said = awaitReady();
        dataPort = Integer.parseInt(said.group(1));
        managementPort = Integer.parseInt(said.group(2));
    }

    /** Starts on this directory, with these variables besides. */
    public static ForkedService start(Path data, Map<String, String> environment) {
        return start(List.of(), List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), data, environment);
    }

    /**
     * Returns once the service says that it is ready.
     *
     * @param before words of a command that executes the rest of its arguments in its own place
     * @param options of the virtual machine
     */
    public static ForkedService start(
            List<String> before, List<String> options, Path data, Map<String, String> environment) {
        return start(
                before,
                options,
                List.of("-cp", System.getProperty("java.class.path"), "dev.leverframe.Main"),
                data,
                environment);
    }

    /** The same with the runnable jar, as it is deployed. */
    public static ForkedService startJar(Path jar, List<String> options, Path data, Map<String, String> environment) {
        return start(List.of(), options, List.of("-jar", jar.toString()), data, environment);
    }

    private static ForkedService start(
            List<String> before,
            List<String> options,
            List<String> program,
            Path data,
            Map<String, String> environment) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "LEVERFRAME_HTTP_PORT", "0",
                        "LEVERFRAME_MANAGEMENT_PORT", "0",
                        "LEVERFRAME_DATA_DIR", data.toString()));
        builder.environment().putAll(environment);
        try {
            return new ForkedService(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                log.add(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher);
                }
            }
        } catch (IOException e) {
            log.add("the log ended: " + e);
        }
        ready.completeExceptionally(new IllegalStateException("the service ended: " + log));
    }

    private Matcher awaitReady() {
        try {
            return ready.get(START_S, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the service did not start: " + log, e);
        }
    }

    public Process process() {
        return process;
    }

    public int dataPort() {
        return dataPort;
    }

    /** What it has logged so far, line by line. */
    public List<String> log() {
        return List.copyOf(log);
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        end(process.toHandle().destroyForcibly());
    }

    /** SIGTERM; returns when the process has ended by itself. */
    public void stop() {
        end(process.toHandle().destroy());
    }

    private void end(boolean asked) {
        try {
            if (!asked || !process.waitFor(START_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Answer post(String path, String body) {
        return call("POST", dataPort, path, body);
    }

    public Answer get(String path) {
        return call("GET", managementPort, path, null);
    }

    /** A call of the management plane. */
    public Answer manage(String method, String path, @Nullable String body) {
        return call(method, managementPort, path, body);
    }

    /** The figures of one domain. */
    public JsonObject stats(String domain) {
        return get("/v1/stats?domain=" + domain)
                .expect(200)
                .json()
                .getJsonArray("domains")
                .getJsonObject(0);
    }

    /** The words that say what became of each of these outcomes: {@code status}, or the {@code code} of a refusal. */
    public List<String> outcomes(String domain, List<JsonObject> outcomes) {
        String body = new JsonObject().put("outcomes", new JsonArray(outcomes)).encode();
        JsonArray results = post("/v1/domains/" + domain + "/outcomes/batch", body)
                .expect(200)
                .json()
                .getJsonArray("results");
        return results.stream()
                .map(result -> (JsonObject) result)
                .map(result -> result.containsKey("code") ? result.getString("code") : result.getString("status"))
                .toList();
    }

    /** @throws UncheckedIOException if the service does not answer, which may have been killed */
    private Answer call(String method, int port, String path, @Nullable String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(ANSWER_MAX)
                .header("content-type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return new Answer(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves no process behind, however the test ends. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
