package dev.leverframe.demo;

import static dev.leverframe.demo.Fixture.CHEAP;
import static dev.leverframe.demo.Fixture.DATA;
import static dev.leverframe.demo.Fixture.DEAR;
import static dev.leverframe.demo.Fixture.served;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final JsonObject SHADOW = new JsonObject("""
            {"experiments": [{"variants": [{"variant": "lints", "counterfactual":
              {"n": 1000, "mean": 0.5, "se": 0.01, "ess": 250.4}}]}]}""");

    @Test
    void differenceWithinNoiseIsCalledNoise() {
        assertThat(sentences(2, DEAR))
                .anyMatch(line -> line.endsWith("no difference beyond noise; if context helps here, it helps little."));
    }

    @Test
    void differenceBeyondNoiseIsCalledBetter() {
        assertThat(sentences(50, CHEAP)).anyMatch(line -> line.endsWith("LinTS is better."));
    }

    @Test
    void shadowEstimateStandsBesideWhatCameTrue() {
        assertThat(sentences(50, CHEAP))
                .contains(
                        "LinTS in shadow, while it learned, was valued at 0.5000, standard error 0.0100 (1,000 decisions"
                                + " worth 250 of its own); active, it earned 1.0000, standard error 0.0000.");
    }

    @Test
    void dearestModelIsPriced() {
        assertThat(sentences(50, CHEAP))
                .contains(
                        "Spent: $125.00 in all; always dear would have cost $200.00, and earned -1.0000 reward a decision"
                                + " against the best single model.");
    }

    /** Control always takes the dear arm, which is wrong on the first step; one in two of them, if it is to be noise. */
    private static List<String> sentences(int rounds, int lints) {
        List<Served> served = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            served.add(served(0, rounds == 2 && i == 0 ? CHEAP : DEAR, "control"));
            served.add(served(0, lints, "lints"));
        }
        return new Findings(DATA, new Scoreboard(DATA, served), SHADOW).sentences();
    }
}
