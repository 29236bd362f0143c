package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leverframe.decisionlog.EndlessLog;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import dev.leverframe.web.BodyReader;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that read the journal; every answer is held against the contract. */
@Timeout(120)
class JournalRoutesTest {
    @TempDir
    static Path data;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(Map.of(
                "LEVERFRAME_DURABILITY",
                "process",
                "LEVERFRAME_DATA_DIR",
                data.toString(),
                "ENABLE_EXPERIMENT_HARNESS",
                "1",
                "ENABLE_RL_LINTS",
                "1"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static List<JsonObject> lines(Answer answer) {
        return answer.expect(200).body().lines().map(JsonObject::new).toList();
    }

    @Test
    void logHasTheDecisionsThatWereServed() {
        service.put("/v1/domains/logged", "{\"arms\": [\"a\", \"b\"]}").expect(201);
        List<JsonObject> served = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            served.add(service.select(
                    "logged",
                    "{\"decision_id\": \"l-" + i + "\", \"context\": {\"n\": " + i + "}, \"tenant\": \"t\"}"));
        }
        service.outcome("logged", "{\"decision_id\": \"l-7\", \"latency_ms\": 500, \"outcome_id\": \"o\"}");
        service.outcome("logged", "{\"arm\": \"a\", \"reward\": 0.5}");
        List<JsonObject> rows = lines(service.get("/v1/decision-log?domain=logged"));
        assertThat(rows).hasSize(51);
        for (int i = 0; i < 50; i++) {
            for (String column : List.of("decision_id", "domain", "arm", "propensity", "policy", "reason")) {
                assertThat(rows.get(i).getValue(column)).isEqualTo(served.get(i).getValue(column));
            }
            assertThat(rows.get(i).getJsonObject("context").getInteger("n")).isEqualTo(i);
        }
        assertThat(rows.get(7).getJsonArray("outcomes").getJsonObject(0).getString("outcome_id"))
                .isEqualTo("o");
        assertThat(rows.get(50).getString("kind")).isEqualTo("unattributed");
        String at = rows.get(20).getString("at");
        assertThat(lines(service.get("/v1/decision-log?domain=logged&to=" + at)))
                .hasSizeLessThanOrEqualTo(20);
        assertThat(lines(service.get("/v1/decision-log?from=" + at))).hasSizeGreaterThanOrEqualTo(31);
    }

    @Test
    void logOfADomainThatNothingHappenedInIsEmptyAndOfADeletedOneStillThere() {
        service.put("/v1/domains/quiet", "{\"arms\": [\"a\"]}").expect(201);
        assertThat(lines(service.get("/v1/decision-log?domain=quiet"))).isEmpty();
        service.select("quiet", "{\"decision_id\": \"q\"}");
        service.manage("DELETE", "/v1/domains/quiet", null, Map.of()).expect(204);
        assertThat(lines(service.get("/v1/decision-log?domain=quiet"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/decision-log?domain=a%20b, /domain",
        "/v1/decision-log?from=yesterday, /from",
        "/v1/decision-log?from=2026-11-23T09:00:00Z&to=2026-11-22T09:00:00Z, /to",
        "/v1/decision-log?form=2026-11-23T09:00:00Z, /form",
        "/v1/audit?limit=0, /limit",
        "/v1/audit?limit=1001, /limit",
        "/v1/audit?before=x, /before",
        "/v1/decisions/a%20b, /decision_id",
        "/v1/decisions/x?domain=.., /domain"
    })
    void badParameterIsNamed(String path, String pointer) {
        assertThat(service.get(path)
                        .expect(400)
                        .json()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/decision-log?domain=unheard",
                "/v1/audit?domain=unheard",
                "/v1/decisions/unheard",
                "/v1/decisions/unheard?domain=logged"
            })
    void whatIsNotThereIsNotFound(String path) {
        service.get(path).expect(404);
    }

    @Test
    void withoutAJournalTheRoutesSayWhatToDo() {
        try (RunningService forgetful = RunningService.start(Map.of("LEVERFRAME_DURABILITY", "none"))) {
            for (String path : List.of("/v1/decision-log", "/v1/audit", "/v1/decisions/x")) {
                assertThat(forgetful.get(path).expect(409).json().getString("detail"))
                        .contains("LEVERFRAME_DURABILITY");
            }
        }
    }

    @Test
    void decisionIsExplainedAndComesOutTheSame() {
        service.put("/v1/domains/explained", "{\"arms\": [\"a\", \"b\"], \"policy\": {\"type\": \"lin_ts_diag\"}}")
                .expect(201);
        for (int i = 0; i < 30; i++) {
            String id = "e-" + i;
            JsonObject served = service.select(
                    "explained",
                    "{\"decision_id\": \"" + id + "\", \"context\": {\"task\": \"code\", \"n\": " + i + "}}");
            service.outcome(
                    "explained",
                    "{\"decision_id\": \"" + id + "\", \"reward\": "
                            + (served.getString("arm").equals("a") ? 0.9 : 0.1) + "}");
        }
        JsonObject served = service.post(
                        "/v1/domains/explained/select?explain=true",
                        "{\"decision_id\": \"last\", \"context\": {\"task\": \"code\"}}")
                .expect(200)
                .json();
        JsonObject answer = service.get("/v1/decisions/last").expect(200).json();
        assertThat(answer.getJsonObject("explain")).isEqualTo(served.getJsonObject("explain"));
        assertThat(answer.getJsonObject("recomputed").getBoolean("agrees")).isTrue();
        assertThat(answer.getJsonObject("decision").getDouble("propensity")).isEqualTo(served.getDouble("propensity"));
        JsonObject older =
                service.get("/v1/decisions/e-15?domain=explained").expect(200).json();
        assertThat(older.getJsonObject("recomputed").getBoolean("agrees")).isTrue();
        assertThat(older.getJsonObject("decision").getJsonArray("outcomes")).hasSize(1);
    }

    @Test
    void auditSaysWhoDidWhatAndWhy() {
        service.put("/v1/domains/audited", "{\"arms\": [\"a\"]}").expect(201);
        service.manage("PUT", "/v1/domains/audited", "{\"arms\": [\"a\", \"b\"]}", Map.of("X-Forwarded-User", "alice"))
                .expect(200);
        JsonObject page =
                service.get("/v1/audit?domain=audited&limit=1").expect(200).json();
        JsonObject change = page.getJsonArray("changes").getJsonObject(0);
        assertThat(change.getString("actor")).isEqualTo("alice");
        assertThat(change.getString("action")).isEqualTo("domain_changed");
        assertThat(change.getJsonObject("from").getJsonArray("arms")).hasSize(1);
        assertThat(change.getJsonObject("to").getJsonArray("arms")).hasSize(2);
        JsonObject next = service.get("/v1/audit?domain=audited&before=" + page.getLong("next"))
                .expect(200)
                .json();
        assertThat(next.getJsonArray("changes")).hasSize(1);
        assertThat(next.containsKey("next")).isFalse();
        Map<String, String> accept = Map.of("accept", "application/x-ndjson");
        assertThat(lines(service.manage("GET", "/v1/audit?domain=audited", null, accept)))
                .extracting(line -> line.getString("action"))
                .containsExactly("domain_created", "domain_changed");
        service.manage("GET", "/v1/audit?limit=5", null, accept).expect(400);
    }

    /** The client reads a little of a log that would not fit anywhere, and goes away. */
    @Test
    void walkIsClosedWhenTheClientGoesAway() throws Exception {
        EndlessLog log = new EndlessLog(Long.MAX_VALUE, true);
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            RouteSupport support = new RouteSupport(
                    new ManagementClient(vertx.eventBus()), new BodyReader(vertx, 1_000, 10_000, 1_000));
            new JournalRoutes(support, new JournalDesk(vertx, log)).mount(router);
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "localhost")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            for (int i = 0; i < JournalDesk.READERS_MAX; i++) {
                readALittle(server.actualPort());
            }
            await().untilAsserted(() -> assertThat(log.openWalks()).isZero());
            // Every place is free again.
            readALittle(server.actualPort());
            await().untilAsserted(() -> assertThat(log.openWalks()).isZero());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private static void readALittle(int port) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /v1/decision-log HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
            in.readNBytes(100_000);
        }
    }
}
