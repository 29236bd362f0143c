package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusCodec;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.SelectAnswers;
import dev.leverframe.bus.SelectBatch;
import dev.leverframe.model.Context;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith(VertxExtension.class)
class LaneTest {
    private static final Refusal ANSWER = new Refusal(Refusal.Code.UNPROCESSABLE, "stands for any answer");

    private final List<Message<SelectBatch>> received = new ArrayList<>();
    private final List<SelectAnswer> answers = new ArrayList<>();
    private final Lane.Watch watch = new DataPlaneMeters(new SimpleMeterRegistry()).selects(room(1, null));
    private Vertx vertx;

    @BeforeEach
    void listen(Vertx given) {
        vertx = given;
        BusCodec.register(vertx.eventBus());
        vertx.eventBus()
                .<Management>consumer(Addresses.REGISTRY, message -> message.reply(new ManagementAnswer.Done()));
    }

    @Test
    void oneTurnIsOneMessageAndAtMostOneIsInTheAir(VertxTestContext test) {
        vertx.runOnContext(turn -> {
            Lane<Select, SelectAnswer> lane = lane(100, 100);
            vertx.eventBus().<SelectBatch>consumer(Addresses.select("d"), message -> {
                received.add(message);
                if (received.size() == 1) {
                    submit(lane, 4);
                    assertThat(lane.isIdle()).isFalse();
                    // Long enough for a second message to arrive, if one were sent.
                    vertx.setTimer(100, later -> {
                        test.verify(() -> assertThat(received).hasSize(1));
                        reply(message);
                    });
                } else {
                    reply(message);
                    vertx.runOnContext(next -> vertx.runOnContext(afterReply -> finish(test, () -> {
                        assertThat(sizes()).containsExactly(3, 4);
                    })));
                }
            });
            submit(lane, 3);
        });
    }

    @Test
    void batchesAreBounded(VertxTestContext test) {
        vertx.runOnContext(turn -> {
            Lane<Select, SelectAnswer> lane = lane(100, 2);
            vertx.eventBus().<SelectBatch>consumer(Addresses.select("d"), message -> {
                received.add(message);
                reply(message);
                if (received.size() == 3) {
                    finish(test, () -> assertThat(sizes()).containsExactly(2, 2, 1));
                }
            });
            submit(lane, 5);
        });
    }

    @Test
    void whatIsInFlightIsBoundedAndTheRoomComesBack(VertxTestContext test) {
        vertx.runOnContext(turn -> {
            Lane<Select, SelectAnswer> lane = lane(3, 100);
            vertx.eventBus().<SelectBatch>consumer(Addresses.select("d"), message -> {
                test.verify(() -> assertThat(lane.sheds(1)).isEqualTo(Shed.DOMAIN));
                reply(message);
            });
            submit(lane, 2);
            test.verify(() -> {
                assertThat(lane.sheds(1)).isNull();
                assertThat(lane.sheds(2)).isEqualTo(Shed.DOMAIN);
            });
            lane.submit(
                    select(),
                    answer -> vertx.runOnContext(after -> finish(test, () -> {
                        assertThat(lane.sheds(3)).isNull();
                        assertThat(lane.isIdle()).isTrue();
                    })));
        });
    }

    @Test
    void domainThatIsGoneIsAskedForAgainAndThenGivenUp(VertxTestContext test) {
        vertx.runOnContext(turn -> lane(10, 10)
                .submit(
                        select(),
                        answer -> finish(test, () -> {
                            assertThat(answer).isInstanceOf(Refusal.class);
                            assertThat(((Refusal) answer).code()).isEqualTo(Refusal.Code.UNAVAILABLE);
                        })));
    }

    private Lane<Select, SelectAnswer> lane(int inFlightMax, int batchMax) {
        return new Lane<>(vertx, "d", Kinds.SELECT, room(inFlightMax, null), new Lane.Pace(batchMax, 5_000), watch);
    }

    private static Room room(int max, @Nullable Room around) {
        return new Room(Shed.DOMAIN, max, around);
    }

    private void submit(Lane<Select, SelectAnswer> lane, int commands) {
        for (int i = 0; i < commands; i++) {
            lane.submit(select(), answers::add);
        }
    }

    private static Select select() {
        return new Select("id", List.of(), Context.NONE, null, null, false);
    }

    private static void reply(Message<SelectBatch> message) {
        message.reply(new SelectAnswers(message.body().selects().stream()
                .map(any -> (SelectAnswer) ANSWER)
                .toList()));
    }

    private List<Integer> sizes() {
        return received.stream().map(message -> message.body().selects().size()).toList();
    }

    private static void finish(VertxTestContext test, VertxTestContext.ExecutionBlock check) {
        test.verify(check);
        test.completeNow();
    }
}
