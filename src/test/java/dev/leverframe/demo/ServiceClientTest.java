package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that does what it is told. */
@Timeout(120)
class ServiceClientTest {
    private static final int LOSE_THE_CONNECTION = 0;

    private final Deque<Integer> script = new ArrayDeque<>();
    private final JsonObject body = new JsonObject().put("decision_id", "d-1");
    private HttpServer server;
    private ServiceClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI base = URI.create("http://localhost:" + server.getAddress().getPort());
        client = new ServiceClient(base, base);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void selectIsSentAgainAfterItsConnectionWasLost() {
        play(LOSE_THE_CONNECTION, 200);
        assertThat(client.select("d", body)).isEqualTo(new JsonObject().put("detail", "said 200"));
        assertThat(client.repeats()).isEqualTo(1);
    }

    @Test
    void changeOfConfigurationIsNotSentAgain() {
        play(LOSE_THE_CONNECTION, 200);
        assertThatThrownBy(() -> client.put("/v1/domains/d", body))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("/v1/domains/d failed");
        assertThat(script).containsExactly(200);
    }

    @Test
    void busyServiceIsAskedAgain() {
        play(503, 429, 200);
        assertThat(client.outcome("d", body).getString("detail")).isEqualTo("said 200");
        assertThat(client.repeats()).isZero();
    }

    @Test
    void refusalSaysWhatTheProblemSays() {
        play(422);
        assertThatThrownBy(() -> client.select("d", body))
                .hasMessageEndingWith("/v1/domains/d/select answered 422: said 422");
    }

    @Test
    void missingThingNeedsNoDeletion() {
        play(404, 204);
        client.delete("/v1/domains/d");
        client.delete("/v1/domains/d");
        assertThat(script).isEmpty();
    }

    private void play(Integer... statuses) {
        script.addAll(Arrays.asList(statuses));
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        int status = script.remove();
        if (status == LOSE_THE_CONNECTION) {
            exchange.close();
            return;
        }
        byte[] said = new JsonObject().put("detail", "said " + status).encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Retry-After", "0");
        exchange.sendResponseHeaders(status, status == 204 ? -1 : said.length);
        exchange.getResponseBody().write(status == 204 ? new byte[0] : said);
        exchange.close();
    }
}
