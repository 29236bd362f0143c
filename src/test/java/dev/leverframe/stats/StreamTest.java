package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RawHttp;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live stream, the history and the page's files over HTTP. */
@Timeout(120)
class StreamTest {
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    /** Each test has a domain of its own, whose figures nobody else changes. */
    private static void domain(String name) {
        service.put("/v1/domains/" + name, "{\"arms\": [\"a\", \"b\"]}").expect(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void snapshotThenChangesEqualTheStats() throws IOException {
        domain("watched");
        try (Reader reader = new Reader("", null)) {
            Event first = reader.until("watched");
            assertThat(first.domain("watched")).isEqualTo(service.stats("watched"));
            service.select("watched", "{}");
            Event change = reader.until("watched");
            assertThat(change.kind()).isEqualTo("changes");
            assertThat(change.domain("watched")).isEqualTo(service.stats("watched"));
        }
    }

    @Test
    void whoComesBackGetsWhatChangedMeanwhile() throws IOException {
        domain("missed");
        String id;
        try (Reader reader = new Reader("", null)) {
            Event first = reader.next();
            assertThat(first.kind()).isEqualTo("snapshot");
            id = (first.domain("missed") == null ? reader.until("missed") : first).id();
        }
        service.select("missed", "{}");
        try (Reader again = new Reader("", id)) {
            Event missed = again.until("missed");
            assertThat(missed.kind()).isEqualTo("changes");
            assertThat(missed.domain("missed")).isEqualTo(service.stats("missed"));
        }
        try (Reader stranger = new Reader("", "gone-7")) {
            assertThat(stranger.next().kind()).isEqualTo("snapshot");
        }
    }

    @Test
    void oneDomainAloneCanBeWatched() throws IOException {
        domain("other");
        domain("alone");
        try (Reader reader = new Reader("?domain=alone", null)) {
            assertThat(reader.until("alone").data().getJsonArray("domains")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stream?domain=..%2F", "/v1/stream?tenant=x", "/v1/history?from=1"})
    void whatIsNotUnderstoodIsRefused(String path) {
        service.get(path).expect(400);
    }

    @Test
    void historyHasWhatWasCounted() throws IOException {
        domain("counted");
        try (Reader reader = new Reader("", null)) {
            reader.until("counted");
        }
        JsonObject history = service.get("/v1/history?domain=counted")
                .expect(200)
                .json()
                .getJsonArray("histories")
                .getJsonObject(0);
        JsonObject selects = history.getJsonArray("series").stream()
                .map(JsonObject.class::cast)
                .filter(series -> series.getString("figure").equals("selects") && !series.containsKey("arm"))
                .findFirst()
                .orElseThrow();
        assertThat(selects.getJsonArray("values")).hasSameSizeAs(history.getJsonArray("at"));
        assertThat(service.get("/v1/history").expect(200).json().getJsonArray("histories"))
                .isNotEmpty();
        assertThat(service.get("/v1/history?domain=none").expect(200).json().getJsonArray("histories"))
                .isEmpty();
    }

    @Test
    void pageComesUnderAStrictPolicyAndIsAskedForAgainByItsTag() {
        Answer page = service.get("/").expect(200);
        assertThat(page.header("content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
                .doesNotContain("unsafe");
        String tag = String.valueOf(page.header("etag"));
        assertThat(service.manage("GET", "/", null, Map.of("if-none-match", tag))
                        .status())
                .isEqualTo(304);
    }

    /** Whatever a page asks for is in the jar, and comes under its right type. */
    @Test
    void everyFileThatTheFilesNameIsThere() throws IOException {
        for (String path : List.of("main.js", "uplot.js", "uplot.css", "styles/base.css", "views/overview.js")) {
            String answer = RawHttp.request(
                    service.managementUrl(),
                    "GET /assets/" + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .contains(path.endsWith(".js") ? "content-type: text/javascript" : "content-type: text/css");
        }
        for (String path : List.of("../openapi.yaml", "none.js", "main.JS", "views/../main.js", "logback.xml")) {
            assertThat(RawHttp.request(
                            service.managementUrl(),
                            "GET /assets/" + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 4");
        }
    }

    private record Event(String id, String kind, JsonObject data) {
        JsonObject domain(String name) {
            return data.getJsonArray("domains").stream()
                    .map(JsonObject.class::cast)
                    .filter(each -> each.getString("domain").equals(name))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Reads events as a browser does. */
    private static final class Reader implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Reader(String query, String lastId) throws IOException {
            connection = (HttpURLConnection) URI.create(service.managementUrl() + "/v1/stream" + query)
                    .toURL()
                    .openConnection();
            if (lastId != null) {
                connection.setRequestProperty("last-event-id", lastId);
            }
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        Event next() throws IOException {
            String id = field("id");
            String kind = field("event");
            JsonObject data = new JsonObject(field("data"));
            assertThat(lines.readLine()).isEmpty();
            return new Event(id, kind, data);
        }

        private String field(String name) throws IOException {
            String line = lines.readLine();
            assertThat(line).startsWith(name + ": ");
            return line.substring(name.length() + 2);
        }

        /** The next event that has this domain. */
        Event until(String domain) throws IOException {
            Event event = next();
            while (event.domain(domain) == null) {
                event = next();
            }
            return event;
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }
}
