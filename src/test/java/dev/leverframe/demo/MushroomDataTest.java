package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.demo.MushroomData.Mushroom;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Counts are those of the data set's description; bounds those that another implementation computed from the file. */
class MushroomDataTest {
    private static final List<Mushroom> MUSHROOMS = MushroomData.mushrooms();
    private static final MushroomData DATA = MushroomData.load(1, MushroomData.STEPS);

    @Test
    void fileIsTheOnePublished() throws NoSuchAlgorithmException {
        assertThat(Checksums.sha256(MushroomData.FILE))
                .isEqualTo("e65d082030501a3ebcbcd7c9f7c71aa9d28fdfff463bf4cf4716a3fe13ac360e");
    }

    @Test
    void hasEveryRowWith22AttributesOf117ValuesInAll() {
        assertThat(MUSHROOMS).hasSize(8124);
        assertThat(MUSHROOMS)
                .allSatisfy(each -> assertThat(each.spared().context().size()).isEqualTo(22));
        assertThat(MUSHROOMS.stream()
                        .flatMap(each -> each.spared().context().stream())
                        .distinct())
                .hasSize(117);
    }

    @Test
    void boundsInPointsAreThosePublished() {
        assertThat(points(step -> step.of(step.bestArm()).expected())).isCloseTo(2.590, within(5e-4));
        assertThat(points(Step::uniformReward)).isCloseTo(-2.32, within(5e-3));
        assertThat(points(step -> step.of(MushroomData.SKIP).expected())).isCloseTo(0, within(1e-12));
    }

    @Test
    void skippingIsTheBestSingleAnswer() {
        assertThat(DATA.bestSingleArm()).isEqualTo(MushroomData.SKIP);
    }

    /** 4,208 of 8,124 are edible; a coin decides the others. Five standard errors of 50,000 draws: once in two millions. */
    @Test
    void poisonKillsHalfOfTheTime() {
        assertThat(DATA.steps()).hasSize(50_000);
        assertThat(shareOf(0)).isCloseTo((8124 - 4208) / 8124.0 / 2, within(5 * Math.sqrt(.24 * .76 / 50_000)));
        assertThat(shareOf(1)).isEqualTo(1 - shareOf(0));
    }

    @Test
    void sameSeedDrawsTheSameMushrooms() {
        assertThat(MushroomData.load(7, 100).steps())
                .isEqualTo(MushroomData.load(7, 100).steps());
        assertThat(MushroomData.load(7, 100).steps())
                .isNotEqualTo(MushroomData.load(8, 100).steps());
    }

    private static double points(ToDoubleFunction<Step> reward) {
        return DATA.unit()
                .of(MUSHROOMS.stream()
                        .mapToDouble(each -> reward.applyAsDouble(each.spared()))
                        .average()
                        .orElseThrow());
    }

    private static double shareOf(double eaten) {
        return (double) DATA.steps().stream()
                        .filter(step -> step.of(MushroomData.EAT).reward() == eaten)
                        .count()
                / DATA.steps().size();
    }
}
