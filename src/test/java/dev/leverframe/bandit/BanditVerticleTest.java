package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusCodec;
import dev.leverframe.bus.SelectAnswers;
import dev.leverframe.bus.SelectBatch;
import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.testing.RunningService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders that break a promise which HTTP keeps. */
@Timeout(120)
class BanditVerticleTest {
    private static final int REPLY_TIMEOUT_MS = 60_000;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
        service.put("/v1/domains/fenced", "{}").expect(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void selectThatFailsSpoilsNoOtherOfItsBatch() throws Exception {
        Context broken = new Context.Named(List.of(new Context.Numeric("x", Double.NaN)));
        SelectBatch batch = new SelectBatch(
                List.of(select("before", Context.NONE), select("broken", broken), select("after", Context.NONE)),
                Long.MAX_VALUE);
        SelectAnswers answers = (SelectAnswers) ask(Addresses.select("fenced"), batch);
        assertThat(answers.answers().get(0)).isInstanceOf(Decision.class);
        assertThat(answers.answers().get(1))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusal.Code.INTERNAL));
        assertThat(answers.answers().get(2)).isInstanceOf(Decision.class);
    }

    @Test
    void messageThatFailsIsAnsweredAtOnce() {
        SelectBatch nonsense = new SelectBatch(List.of(), Long.MAX_VALUE);
        assertThatThrownBy(() -> ask(Addresses.management("fenced"), nonsense))
                .hasRootCauseMessage("this is a defect; the log says more");
    }

    private static Select select(String id, Context context) {
        return new Select(id, List.of("a", "b"), context, null, null, false);
    }

    private static Object ask(String address, Object body) throws Exception {
        return service.vertx()
                .eventBus()
                .request(address, body, BusCodec.local(REPLY_TIMEOUT_MS))
                .toCompletionStage()
                .toCompletableFuture()
                .get(REPLY_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .body();
    }
}
