package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.Management;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kill switch works whatever state the domains are in. */
@Timeout(120)
class FlagSwitchTest {
    private static final int SWITCHES = 50;
    private static final String FLAG = "/v1/flags/ENABLE_RL_LINTS";

    @Test
    void isThrownWhileDomainsComeAndGo() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (RunningService service = RunningService.start()) {
            Future<?> comingAndGoing = other.submit(() -> comeAndGo(service, over));
            for (int i = 0; i < SWITCHES; i++) {
                boolean enabled = i % 2 == 0;
                Answer answer =
                        service.put(FLAG, "{\"enabled\": " + enabled + "}").expect(200);
                assertThat(answer.json().getBoolean("enabled")).isEqualTo(enabled);
                assertThat(answer.json().containsKey("warnings")).isFalse();
            }
            over.set(true);
            comingAndGoing.get();
        } finally {
            other.shutdownNow();
        }
    }

    private static void comeAndGo(RunningService service, AtomicBoolean over) {
        while (!over.get()) {
            service.put("/v1/domains/passing", "{}").expect(201);
            service.manage("DELETE", "/v1/domains/passing", null, Map.of()).expect(204);
        }
    }

    @Test
    void aDomainThatDoesNotConfirmIsNamedAndKeepsNobody() {
        try (RunningService service = RunningService.start()) {
            service.put("/v1/domains/busy", "{}").expect(201);
            service.put("/v1/domains/quick", "{}").expect(201);
            Handler<DeliveryContext<Management>> lost = FlagSwitchTest::loseChangesForTheBusyOne;
            service.vertx().eventBus().addOutboundInterceptor(lost);
            Answer answer = service.put(FLAG, "{\"enabled\": true}").expect(200);
            assertThat(answer.json().getJsonArray("warnings"))
                    .singleElement()
                    .asString()
                    .contains("'busy'");
            assertThat(service.get(FLAG).json().getBoolean("enabled")).isTrue();
        }
    }

    private static void loseChangesForTheBusyOne(DeliveryContext<Management> delivery) {
        boolean lost = delivery.message().address().equals(Addresses.management("busy"))
                && delivery.body() instanceof Management.ChangeFlags;
        if (!lost) {
            delivery.next();
        }
    }
}
