package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leverframe.bus.Addresses;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too much is refused where it comes from, and nobody else notices. Messages are held back on the event bus. */
@Timeout(120)
class OverloadTest {
    private static final String SELECT = "{\"candidates\": [\"a\", \"b\"]}";
    private static final String OUTCOME = "{\"arm\": \"a\", \"reward\": 1}";
    private static final Set<String> STUCK = ConcurrentHashMap.newKeySet();

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(Map.of(
                "LEVERFRAME_HTTP_INSTANCES", "1",
                "LEVERFRAME_HTTP_IN_FLIGHT_MAX", "4",
                "LEVERFRAME_HTTP_IN_FLIGHT_OUTCOMES_MAX", "2",
                "LEVERFRAME_HTTP_IN_FLIGHT_TOTAL_MAX", "8",
                "LEVERFRAME_HTTP_ITEMS_MAX", "16",
                "LEVERFRAME_HTTP_ANSWER_TIMEOUT_MS", "1500"));
        service.vertx().eventBus().addOutboundInterceptor(delivery -> {
            if (!STUCK.contains(delivery.message().address())) {
                delivery.next();
            }
        });
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void domainThatDoesNotAnswerFillsItsOwnRoomOnly() {
        List<CompletableFuture<Answer>> held = stick("stuck", Addresses.select("stuck"), "/select", SELECT, 4);
        Answer shed = service.post("/v1/domains/stuck/select", SELECT).expect(503);
        assertThat(shed.header("retry-after")).isEqualTo("1");
        assertThat(shed.json().getString("code")).isEqualTo("overloaded");
        service.select("swift", SELECT);
        service.outcome("swift", OUTCOME);
        release("stuck", held);
        service.select("stuck", SELECT);
    }

    @Test
    void floodOfOutcomesLeavesTheSelectsTheirRoom() {
        List<CompletableFuture<Answer>> held = stick("flooded", Addresses.outcome("flooded"), "/outcomes", OUTCOME, 2);
        service.post("/v1/domains/flooded/outcomes", OUTCOME).expect(503);
        service.select("flooded", SELECT);
        release("flooded", held);
        service.outcome("flooded", OUTCOME);
    }

    @Test
    void outcomesOfAllDomainsTakeHalfOfTheListenerAtMost() {
        List<CompletableFuture<Answer>> held = new ArrayList<>();
        held.addAll(stick("half1", Addresses.outcome("half1"), "/outcomes", OUTCOME, 2));
        held.addAll(stick("half2", Addresses.outcome("half2"), "/outcomes", OUTCOME, 2));
        service.select("half3", SELECT);
        assertThat(service.post("/v1/domains/half3/outcomes", OUTCOME)
                        .expect(503)
                        .json()
                        .getString("detail"))
                .startsWith("this service has as much in flight as it may");
        service.select("half3", SELECT);
        STUCK.remove(Addresses.outcome("half2"));
        release("half1", held);
        service.outcome("half3", OUTCOME);
    }

    @Test
    void batchLargerThanTheRoomIsServedWhereTheRoomIsEmpty() {
        String items = String.join(",", java.util.Collections.nCopies(12, SELECT));
        assertThat(service.post("/v1/domains/large/select/batch", "{\"requests\": [" + items + "]}")
                        .expect(200)
                        .json()
                        .getJsonArray("decisions"))
                .hasSize(12);
    }

    @Test
    void whatIsShedIsCounted() {
        double before = metric("leverframe_shed_total{cause=\"domain\"}");
        List<CompletableFuture<Answer>> held = stick("counted", Addresses.select("counted"), "/select", SELECT, 4);
        service.post("/v1/domains/counted/select", SELECT).expect(503);
        assertThat(metric("leverframe_shed_total{cause=\"domain\"}")).isGreaterThan(before);
        release("counted", held);
    }

    /** Brings a domain up, holds back what is sent to an address, and sends so many commands that are held. */
    private static List<CompletableFuture<Answer>> stick(
            String domain, String address, String operation, String body, int commands) {
        service.select(domain, SELECT);
        STUCK.add(address);
        double before = inFlight();
        List<CompletableFuture<Answer>> held = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            held.add(CompletableFuture.supplyAsync(() -> service.post("/v1/domains/" + domain + operation, body)));
            int sent = i + 1;
            await().until(() -> inFlight() == before + sent);
        }
        return held;
    }

    /** All that was held is refused in time, and then the domain goes on. */
    private static void release(String domain, List<CompletableFuture<Answer>> held) {
        STUCK.remove(Addresses.select(domain));
        STUCK.remove(Addresses.outcome(domain));
        assertThat(held).allSatisfy(answer -> assertThat(answer.join().status()).isIn(200, 503));
        assertThat(held.get(0).join().status()).isEqualTo(503);
        assertThat(inFlight()).isZero();
    }

    private static double inFlight() {
        return metric("leverframe_in_flight{kind=\"outcome\"}") + metric("leverframe_in_flight{kind=\"select\"}");
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
