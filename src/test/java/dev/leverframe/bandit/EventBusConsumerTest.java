package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.testing.RunningService;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A consumer in the same JVM that knows no class of ours: plain JSON over the event bus, on the documented addresses. */
@Timeout(120)
class EventBusConsumerTest {
    private static RunningService service;
    private static EventBus bus;

    @BeforeAll
    static void start() {
        service = RunningService.start();
        bus = service.vertx().eventBus();
        service.put("/v1/domains/routing", "{\"arms\": [\"modelA\", \"modelB\"]}")
                .expect(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void selectsAndReportsInPlainJson() throws Exception {
        JsonObject decision = ask(
                "leverframe.routing.select",
                new JsonObject()
                        .put("key", "user-42")
                        .put("context", new JsonObject().put("task", "code"))
                        .put("candidates", JsonArray.of("modelA", "modelB")));
        assertThat(decision.getString("arm")).isIn("modelA", "modelB");
        assertThat(decision.getDouble("propensity")).isEqualTo(0.5);
        JsonObject outcome = new JsonObject()
                .put("decision_id", decision.getString("decision_id"))
                .put("reward", 0.72);
        assertThat(ask("leverframe.routing.outcome", outcome).getString("status"))
                .isEqualTo("recorded");
        assertThat(ask("leverframe.routing.outcome", outcome).getString("status"))
                .isEqualTo("duplicate");
    }

    @Test
    void refusalFailsWithTheHttpStatusAndTheDetail() {
        assertThatThrownBy(() ->
                        ask("leverframe.routing.select", new JsonObject().put("candidates", JsonArray.of("modelZ"))))
                .hasCauseInstanceOf(ReplyException.class)
                .cause()
                .satisfies(cause ->
                        assertThat(((ReplyException) cause).failureCode()).isEqualTo(422))
                .hasMessageContaining("none of the requested arms live");
        assertThatThrownBy(() -> ask("leverframe.routing.outcome", new JsonObject().put("reward", 7)))
                .cause()
                .satisfies(cause ->
                        assertThat(((ReplyException) cause).failureCode()).isEqualTo(400));
        assertThatThrownBy(() -> ask("leverframe.routing.select", "not an object"))
                .cause()
                .satisfies(cause ->
                        assertThat(((ReplyException) cause).failureCode()).isEqualTo(400));
    }

    @Test
    void publishesFiguresWhenSomethingChanged() throws Exception {
        BlockingQueue<JsonObject> figures = new LinkedBlockingQueue<>();
        var consumer = bus.<JsonObject>consumer("leverframe.stats", message -> figures.add(message.body()));
        ask("leverframe.routing.select", new JsonObject());
        JsonObject published = figures.poll(60, TimeUnit.SECONDS);
        assertThat(published).isNotNull();
        assertThat(published.getString("domain")).isEqualTo("routing");
        consumer.unregister();
    }

    private static JsonObject ask(String address, Object body) throws InterruptedException, ExecutionException {
        return bus.<JsonObject>request(address, body)
                .map(message -> message.body())
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }
}
