package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import org.junit.jupiter.api.Test;

class ArmMeansTest {
    private final ArmMeans means = new ArmMeans();

    @Test
    void anArmNeverSeenHasThePrior() {
        assertThat(means.predict(FeatureVector.CONSTANT, new int[] {0, 1_000_000}))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void thePriorWeighsOneObservation() {
        means.learn(FeatureVector.CONSTANT, 70, 1);
        means.learn(FeatureVector.CONSTANT, 70, 0.9);
        assertThat(means.mean(70)).isEqualTo((0.5 + 1 + 0.9) / 3, within(1e-15));
        assertThat(means.mean(69)).isEqualTo(0.5);
    }

    @Test
    void theBestIsOneOfTheCandidates() {
        means.learn(FeatureVector.CONSTANT, 0, 1);
        means.learn(FeatureVector.CONSTANT, 1, 0);
        assertThat(means.best(new int[] {0, 1, 2})).isEqualTo(0.75);
        assertThat(means.best(new int[] {1, 2})).isEqualTo(0.5);
        assertThat(means.best(new int[] {1})).isEqualTo(0.25);
    }
}
