package dev.leverframe.demo;

import static dev.leverframe.demo.Fixture.CHEAP;
import static dev.leverframe.demo.Fixture.DATA;
import static dev.leverframe.demo.Fixture.DEAR;
import static dev.leverframe.demo.Fixture.served;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final String STATS = """
            {"arms": [{"arm": "vendor/dear", "pulls": 1, "reward_sum": 0}, {"arm": "vendor/cheap", "pulls": 1, "reward_sum": 1},
              {"arm": "vendor/never", "pulls": 0, "reward_sum": 0}],
             "experiments": [{"variants": [{"variant": "control", "realised": {"n": 2, "reward_sum": 1.0000000000001}}]}]}""";

    private final Scoreboard board =
            new Scoreboard(DATA, List.of(served(0, DEAR, "control"), served(1, CHEAP, "control")));

    @Test
    void sumsThatDifferInTheLastBitsAgree() {
        Reconciliation sums = compare(STATS);
        assertThat(sums.differences()).isEmpty();
        assertThat(sums.compared()).isEqualTo(4);
    }

    @Test
    void pullThatTheServiceMissedIsNamed() {
        assertThat(compare(STATS.replace("\"pulls\": 1, \"reward_sum\": 1", "\"pulls\": 0, \"reward_sum\": 0"))
                        .differences())
                .containsExactly("arm vendor/cheap: the service says 0 pulls and 0.000000000 reward, counted here are 1"
                        + " and 1.000000000");
    }

    @Test
    void rewardThatTheServiceBookedOtherwiseIsNamed() {
        assertThat(compare(STATS.replace("1.0000000000001", "1.00001")).differences())
                .singleElement()
                .asString()
                .startsWith("variant control: the service says 2 pulls and 1.000010000 reward");
    }

    private Reconciliation compare(String stats) {
        JsonObject json = new JsonObject(stats);
        return new Reconciliation().arms(json, board.arms()).variants(json, board.deciders());
    }
}
