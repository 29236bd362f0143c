package dev.leverframe.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Prometheus on a free port, that scrapes one target and evaluates our rules every second. */
final class PrometheusServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on\" address=([\\d.:]+)");

    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private PrometheusServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** A program of the package prometheus: where {@code make check-rules} puts it, or on the path. */
    static Optional<Path> program(String name) {
        Stream<String> path = Stream.of(System.getenv("PATH").split(":"));
        return Stream.concat(Stream.of("target/prometheus/usr/bin"), path)
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static PrometheusServer start(Path program, Path directory, String target) throws IOException {
        Path configuration = directory.resolve("prometheus.yml");
        Files.writeString(configuration, """
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: ['%s']
                scrape_configs: [{ job_name: leverframe, static_configs: [{ targets: ['%s'] }] }]
                """.formatted(Monitoring.RULES.toAbsolutePath(), target));
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .start();
        return new PrometheusServer(process, address(process));
    }

    /** From its log, which a thread of its own goes on reading so that the process never waits for us. */
    private static String address(Process process) throws IOException {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder before = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            before.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread rest = new Thread(() -> log.lines().forEach(ignored -> {}), "prometheus-log");
                rest.setDaemon(true);
                rest.start();
                return listening.group(1);
            }
        }
        throw new IOException("prometheus ended before it listened:\n" + before);
    }

    /** The series that an expression gives now; an expression that is not valid is an error. */
    JsonArray query(String expression) {
        JsonObject answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!"success".equals(answer.getString("status"))) {
            throw new AssertionError(expression + ": " + answer.getString("error"));
        }
        Object result = answer.getJsonObject("data").getValue("result");
        return result instanceof JsonArray series ? series : new JsonArray();
    }

    /** The rules with their health and state. */
    Stream<JsonObject> rules() {
        return Monitoring.objects(get("/api/v1/rules").getJsonObject("data").getJsonArray("groups"))
                .flatMap(group -> Monitoring.objects(group.getJsonArray("rules")));
    }

    private JsonObject get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .build();
            return new JsonObject(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
