package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever features, rewards and clocks do, there is a distribution, nothing is a flaw, and a restored policy agrees. */
class ExtremesTest {
    private static final double[] SCALES = {1e12, 1e6, 1, 1e-12, Double.MIN_VALUE};
    private static final double[] REWARDS = {0, 1, 0.3};
    private static final int STEPS = 60;

    @ParameterizedTest
    @MethodSource("dev.leverframe.policy.PolicyPropertiesTest#specs")
    void thereIsAlwaysADistribution(PolicySpec spec) {
        for (double floor : new double[] {0, 0.5}) {
            for (double scale : SCALES) {
                for (double reward : REWARDS) {
                    live(spec.with("exploration_floor", floor), scale, reward);
                }
            }
        }
    }

    /** Rewards are the same in two cases of three and random in the third; time goes back by an hour now and then. */
    private static void live(PolicySpec spec, double scale, double constant) {
        SplittableRandom random = new SplittableRandom(17);
        Policy policy = Policies.create(spec);
        long atMs = 1_700_000_000_000L;
        for (int i = 0; i < STEPS; i++) {
            int[] arms =
                    random.ints(0, 7).distinct().limit(random.nextInt(1, 6)).toArray();
            FeatureVector x = FeatureVector.dense(1, scale * (random.nextDouble() - 0.5), random.nextInt(2) * scale);
            Candidates candidates = Candidates.sharing(x, atMs, arms);
            int arm = arms[proper(policy.distribution(candidates)).draw(random.nextDouble())];
            policy.pulled(arm);
            if (random.nextInt(5) > 0) {
                double reward = constant == 0.3 ? random.nextDouble() : constant;
                policy.settled(arm);
                policy.learn(new Observation("d" + i, x, arm, reward, atMs));
            }
            assertThat(policy.flaw(arm)).as("%s, features of %s", spec, scale).isEmpty();
            assertThat(policy.scores(candidates)).doesNotContain(Double.NaN);
            atMs += random.nextInt(10) == 0 ? -3_600_000 : random.nextInt(20_000);
        }
        Policy restored = Policies.create(spec);
        restored.restore(policy.memory());
        Candidates candidates = Candidates.sharing(FeatureVector.dense(1, scale), atMs, 0, 1, 2);
        assertThat(restored.distribution(candidates)).isEqualTo(proper(policy.distribution(candidates)));
    }

    private static Distribution proper(Distribution distribution) {
        double sum = 0;
        for (double p : distribution.toArray()) {
            assertThat(p).isBetween(0.0, 1.0);
            sum += p;
        }
        assertThat(Math.abs(sum - 1)).isLessThan(1e-12);
        return distribution;
    }
}
