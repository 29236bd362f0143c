package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.Service;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the Java snippet of README.md, as somebody who embeds the service would. */
@Timeout(120)
class EventBusSnippetTest {
    @Test
    void consumerInTheSameJvmDecidesAndReports(@TempDir Path data) throws Exception {
        Map<String, String> embedded = Map.of(
                "LEVERFRAME_HTTP_PORT",
                "0",
                "LEVERFRAME_MANAGEMENT_PORT",
                "0",
                "LEVERFRAME_DATA_DIR",
                data.toString(),
                "LEVERFRAME_DOMAINS_CONFIGURED",
                "{\"routing\": {\"arms\": [\"modelA\", \"modelB\"]}}");
        Service service = Service.start(embedded).toCompletableFuture().get(60, TimeUnit.SECONDS);
        try {
            String status = decideAndReport(service)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            assertThat(status).isEqualTo("recorded");
        } finally {
            service.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private static Future<String> decideAndReport(Service service) {
        EventBus bus = service.vertx().eventBus();
        JsonObject select = new JsonObject().put("candidates", JsonArray.of("modelA", "modelB"));
        return bus.<JsonObject>request("leverframe.routing.select", select)
                .map(Message::body)
                .compose(decision -> {
                    JsonObject outcome = new JsonObject()
                            .put("decision_id", decision.getString("decision_id"))
                            .put("reward", 0.72);
                    return bus.<JsonObject>request("leverframe.routing.outcome", outcome);
                })
                .map(answer -> answer.body().getString("status"));
    }
}
