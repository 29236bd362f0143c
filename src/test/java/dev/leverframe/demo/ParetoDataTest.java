package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Means and bounds are those that another implementation computed from the same file, to the digits that it gave. */
class ParetoDataTest {
    private static final ParetoData DATA = ParetoData.load(1, Integer.MAX_VALUE);

    /** Half a unit of the last digit, and the five answers whose price is cut at ten cents. */
    private static final double LAST_DIGIT = 1e-4;

    @Test
    void fileIsTheOnePublished() throws NoSuchAlgorithmException {
        assertThat(Checksums.sha256(ParetoData.FILE))
                .isEqualTo("d4256d777574139cdbd05f3aac9d0cb85eb2d659cd7ed8d3075a6485dd2f2c8d");
    }

    @Test
    void hasEveryPromptAndModel() {
        assertThat(DATA.steps()).hasSize(3559);
        assertThat(DATA.arms())
                .containsExactly(
                        "meta-llama/llama-3.1-8b-instruct",
                        "mistralai/mistral-large-2512",
                        "google/gemini-2.5-flash",
                        "google/gemini-2.5-pro");
    }

    @Test
    void meanQualitiesAndPricesAreThosePublished() {
        assertThat(means("quality")).usingElementComparator(near(5e-4)).containsExactly(.792, .925, .927, .934);
        assertThat(means("cost_usd"))
                .usingElementComparator(near(5e-5))
                .containsExactly(2.9e-5, 5.0e-4, 8.9e-4, 1.5e-2);
    }

    @Test
    void boundsOfUtilityAreThosePublished() {
        Scoreboard board = new Scoreboard(
                DATA,
                DATA.steps().stream()
                        .map(step -> new Served(step, 0, Served.CORE))
                        .toList());
        assertThat(utility(board.oracle())).isCloseTo(.9626, within(LAST_DIGIT));
        assertThat(utility(board.random())).isCloseTo(.8740, within(LAST_DIGIT));
        assertThat(utility(board.bestSingle())).isCloseTo(.9225, within(LAST_DIGIT));
        assertThat(DATA.arms().get(DATA.bestSingleArm())).isEqualTo("mistralai/mistral-large-2512");
    }

    @Test
    void rewardIsAffineInQualityAndPriceUpToTenCents() {
        assertThat(ParetoData.reward(1, 0)).isEqualTo(1);
        assertThat(ParetoData.reward(0, 0.1)).isEqualTo(0);
        assertThat(DATA.unit().of(ParetoData.reward(.9, .02))).isCloseTo(.9 - 5 * .02, within(1e-12));
        assertThat(ParetoData.reward(.9, .16)).isEqualTo(ParetoData.reward(.9, .1));
    }

    @Test
    void seedOrdersTheRowsAndCutKeepsTheFirst() {
        assertThat(ParetoData.load(7, 20).steps())
                .isEqualTo(ParetoData.load(7, 40).steps().subList(0, 20));
        assertThat(ParetoData.load(7, 20).steps())
                .isNotEqualTo(ParetoData.load(8, 20).steps());
    }

    private static List<Double> means(String component) {
        return IntStream.range(0, DATA.arms().size())
                .mapToObj(arm -> DATA.steps().stream()
                        .mapToDouble(step -> step.of(arm).report().getDouble(component))
                        .average()
                        .orElseThrow())
                .toList();
    }

    private static Comparator<Double> near(double tolerance) {
        return (a, b) -> Math.abs(a - b) <= tolerance ? 0 : Double.compare(a, b);
    }

    private static double utility(Score score) {
        return DATA.unit().of(score.meanReward());
    }
}
