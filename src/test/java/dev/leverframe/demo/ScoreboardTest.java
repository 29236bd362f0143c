package dev.leverframe.demo;

import static dev.leverframe.demo.Fixture.CHEAP;
import static dev.leverframe.demo.Fixture.DATA;
import static dev.leverframe.demo.Fixture.DEAR;
import static dev.leverframe.demo.Fixture.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers are worked out by hand from the eight rewards of the fixture. */
class ScoreboardTest {
    private final Scoreboard board = new Scoreboard(
            DATA,
            List.of(
                    served(0, DEAR, "control"),
                    served(1, CHEAP, "lints"),
                    served(2, CHEAP, "control"),
                    served(3, DEAR, "lints")));

    @Test
    void variantsAreScoredOnWhatTheyServed() {
        Score control = board.deciders().get("control");
        assertThat(control.pulls()).isEqualTo(2);
        assertThat(control.rewardSum()).isEqualTo(1);
        assertThat(control.meanReward()).isEqualTo(0.5);
        assertThat(control.se()).isEqualTo(0.5);
        assertThat(control.usd()).isEqualTo(2.5);
        assertThat(control.regret()).as("cheap brings 1 and 1 there").isEqualTo(0.5);
        assertThat(control.lossShare())
                .as("1 lost against the best, random loses 1/2 and 0")
                .isEqualTo(2);
    }

    @Test
    void regretIsNegativeWhereTheBestSingleArmWasBeaten() {
        Score lints = board.deciders().get("lints");
        assertThat(lints.regret()).isEqualTo(-0.5);
        assertThat(lints.regretSe()).isEqualTo(0.5);
        assertThat(lints.lossShare()).isZero();
    }

    @Test
    void armsAreScoredOnWhatTheyServed() {
        assertThat(board.arms().get("vendor/dear").rewardSum()).isEqualTo(1);
        assertThat(board.arms().get("vendor/cheap").rewardSum()).isEqualTo(2);
    }

    @Test
    void yardsticksTakeAllSteps() {
        assertThat(board.bestSingle().name()).isEqualTo("always cheap");
        assertThat(board.bestSingle().meanReward()).isEqualTo(0.75);
        assertThat(board.singles()).extracting(Score::usd).containsExactly(8.0, 2.0);
        assertThat(board.random().meanReward()).isCloseTo(0.625, within(1e-12));
        assertThat(board.random().lossShare()).isCloseTo(1, within(1e-12));
        assertThat(board.random().usd()).isEqualTo(5);
        assertThat(board.oracle().meanReward()).isEqualTo(1);
        assertThat(board.oracle().lossShare()).isZero();
    }

    @Test
    void varianceOfOneValueIsNotANumber() {
        Score one = new Scoreboard(DATA, List.of(served(0, DEAR, "control")))
                .deciders()
                .get("control");
        assertThat(one.se()).isNaN();
    }
}
