package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(VertxExtension.class)
class TurnsTest {
    @Test
    void othersOfTheEventLoopHaveTheirTurnInTheMiddleOfABatch(Vertx vertx, VertxTestContext test) {
        List<String> order = new ArrayList<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(start -> {
            // Any time at all is too long.
            Turns turns = new Turns(context, 0, InstantSource.system());
            turns.work(
                    IntStream.range(0, 12).boxed().toList(),
                    (command, nowMs) -> {
                        order.add("command " + command);
                        return -command;
                    },
                    () -> order.add("pause"),
                    answers -> test.verify(() -> {
                        assertThat(answers).hasSize(12).startsWith(0, -1, -2).endsWith(-11);
                        assertThat(order.indexOf("another"))
                                .isBetween(order.indexOf("pause"), order.indexOf("command 8"));
                        test.completeNow();
                    }));
            order.add("posted");
            context.runOnContext(other -> order.add("another"));
        });
    }

    @Test
    void batchThatIsQuickIsDoneAtOnce(Vertx vertx, VertxTestContext test) {
        Context context = vertx.getOrCreateContext();
        context.runOnContext(start -> {
            List<Integer> done = new ArrayList<>();
            new Turns(context, Long.MAX_VALUE / 4, InstantSource.system())
                    .work(
                            IntStream.range(0, 100).boxed().toList(),
                            (command, nowMs) -> command,
                            () -> test.failNow("paused"),
                            done::addAll);
            test.verify(() -> assertThat(done).hasSize(100));
            test.completeNow();
        });
    }
}
