package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leverframe.testing.RunningService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readiness goes first, and whoever has not noticed yet is still served. */
@Timeout(120)
class StopTest {
    @Test
    void readinessGoesDownBeforeThePortsClose() {
        RunningService service = RunningService.start(Map.of("LEVERFRAME_SHUTDOWN_NOTICE_MS", "3000"));
        service.get("/health/ready").expect(200);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
        await().until(() -> service.get("/health/ready").status() == 503);
        assertThat(service.select("late", "{\"candidates\": [\"a\"]}").getString("arm"))
                .isEqualTo("a");
        service.get("/health/live").expect(200);
        assertThat(stopped).isNotDone();
        stopped.join();
    }
}
