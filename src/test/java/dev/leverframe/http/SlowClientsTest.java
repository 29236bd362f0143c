package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leverframe.testing.RawHttp;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.SlowClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever takes a place and does not use it loses it. */
@Timeout(120)
class SlowClientsTest {
    private static final String HEAD = "POST /v1/domains/x/select HTTP/1.1\r\nhost: x\r\n";
    private static final String WHOLE = HEAD + "content-length: 20\r\n\r\n{\"candidates\":[\"a\"]";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(Map.of(
                "LEVERFRAME_HTTP_INSTANCES", "1",
                "LEVERFRAME_HTTP_CONNECTIONS_MAX", "8",
                "LEVERFRAME_HTTP_HEADER_TIMEOUT_MS", "1000",
                "LEVERFRAME_HTTP_BODY_TIMEOUT_MS", "500",
                "LEVERFRAME_HTTP_BODY_BYTES_MAX", "20000",
                "LEVERFRAME_HTTP_BODIES_BYTES_MAX", "20000",
                "LEVERFRAME_HTTP_REQUEST_LINE_BYTES_MAX", "1000",
                "LEVERFRAME_HTTP_HEADER_BYTES_MAX", "2000",
                "LEVERFRAME_HTTP_IDLE_TIMEOUT_S", "5"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void headThatIsDrippedInIsCutOff() {
        double before = metric("leverframe_connections_refused_total{cause=\"slow\",plane=\"data\"}");
        try (SlowClient client = connect().send(HEAD)) {
            assertThat(client.drip("x-more: 1\r\n")).isEmpty();
        }
        assertThat(metric("leverframe_connections_refused_total{cause=\"slow\",plane=\"data\"}"))
                .isGreaterThan(before);
    }

    @Test
    void connectionThatSaysNothingIsClosed() {
        try (SlowClient client = connect()) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void laterHeadThatIsDrippedInIsCutOffToo() {
        try (SlowClient client = connect().send(WHOLE + "}")) {
            assertThat(client.answer()).startsWith("HTTP/1.1 200");
            client.send(HEAD);
            assertThat(client.drip("x-more: 1\r\n")).doesNotContain("HTTP/1.1 4");
        }
    }

    @Test
    void bodyThatIsDrippedInIsAnsweredBy408() {
        try (SlowClient client = connect().send(HEAD + "content-length: 9999\r\n\r\n")) {
            assertThat(client.drip(" ")).startsWith("HTTP/1.1 408").contains("request_timeout");
        }
    }

    @Test
    void bodyThatNobodyWantsHasADeadlineToo() {
        try (SlowClient client = connect().send("POST /nowhere HTTP/1.1\r\nhost: x\r\ncontent-length: 9999\r\n\r\n")) {
            assertThat(client.answer()).startsWith("HTTP/1.1 404");
            client.drip(" ");
        }
    }

    @Test
    void connectionsPastTheBoundAreClosedAtOnceAndTheirPlaceComesBack() {
        SlowClient[] inside = new SlowClient[8];
        await().until(() -> connections() == 0);
        for (int i = 0; i < inside.length; i++) {
            inside[i] = connect().send(WHOLE + "}");
            assertThat(inside[i].answer()).startsWith("HTTP/1.1 200");
        }
        try (SlowClient outside = connect()) {
            assertThat(outside.rest()).isEmpty();
        }
        inside[0].close();
        await().until(() -> connections() == 7);
        try (SlowClient next = connect().send(WHOLE + "}")) {
            assertThat(next.answer()).startsWith("HTTP/1.1 200");
        }
        for (SlowClient client : inside) {
            client.close();
        }
        assertThat(metric("leverframe_connections_refused_total{cause=\"full\",plane=\"data\"}"))
                .isPositive();
    }

    @Test
    void bodiesAreBoundedTogether() {
        String head = HEAD + "content-length: 15000\r\n\r\n";
        try (SlowClient first = connect().send(head + " ".repeat(14_000))) {
            try (SlowClient second = connect().send(head + " ".repeat(14_000))) {
                assertThat(second.answer()).startsWith("HTTP/1.1 503").contains("retry-after: 1", "too many bodies");
            }
            first.send(" ".repeat(1000));
            assertThat(first.answer()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void requestLineAndHeadersAreBounded() {
        String path = "/v1/domains/x/select?";
        assertThat(RawHttp.request(
                        service.dataUrl(), "POST " + path + "x".repeat(2000) + " HTTP/1.1\r\nhost: x\r\n\r\n"))
                .contains(" 413 ", "too long");
        assertThat(RawHttp.request(service.dataUrl(), HEAD + "x-much: " + "x".repeat(3000) + "\r\n\r\n"))
                .contains(" 413 ", "too long");
    }

    private static SlowClient connect() {
        return SlowClient.connect(service.dataUrl());
    }

    private static double connections() {
        return metric("leverframe_connections{plane=\"data\"}");
    }

    private static double metric(String series) {
        return service.get("/metrics")
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }
}
