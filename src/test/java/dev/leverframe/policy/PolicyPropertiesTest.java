package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.Property;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every policy, whatever it learned. */
class PolicyPropertiesTest {
    private static final int SEEDS = 60;
    private static final int ARMS = 6;

    static Stream<PolicySpec> specs() {
        PolicySpec lints = PolicySpec.of(PolicyType.LIN_TS_DIAG);
        return Stream.concat(
                Arrays.stream(PolicyType.values()).map(PolicySpec::of),
                Stream.of(
                        PolicySpec.of(PolicyType.EPSILON_GREEDY).with("epsilon", 0.1),
                        PolicySpec.of(PolicyType.THOMPSON).with("update", "binarised"),
                        PolicySpec.of(PolicyType.GAUSSIAN_THOMPSON).with("variance", "fixed"),
                        PolicySpec.of(PolicyType.EPSILON_GREEDY).with("window_s", 20),
                        PolicySpec.of(PolicyType.UCB1).with("discount", 0.98),
                        PolicySpec.of(PolicyType.UCB1).with("window_pulls", 50),
                        PolicySpec.of(PolicyType.THOMPSON).with("half_life_s", 3),
                        PolicySpec.of(PolicyType.GAUSSIAN_THOMPSON).with("window_s", 10),
                        PolicySpec.of(PolicyType.KL_UCB).with("half_life_s", 5),
                        PolicySpec.of(PolicyType.UCB1_TUNED).with("window_s", 10),
                        PolicySpec.of(PolicyType.SOFTMAX).with("half_life_s", 5),
                        PolicySpec.of(PolicyType.GREEDY).with("window_s", 10),
                        PolicySpec.of(PolicyType.SQUARE_CB).with("half_life_s", 5),
                        PolicySpec.of(PolicyType.LIN_UCB).with("noise", "fixed"),
                        PolicySpec.of(PolicyType.LIN_UCB).with("half_life_s", 5),
                        PolicySpec.of(PolicyType.LIN_UCB).with("window_s", 10),
                        PolicySpec.of(PolicyType.LIN_TS_FULL).with("half_life_s", 3),
                        PolicySpec.of(PolicyType.LIN_TS_FULL).with("window_s", 10),
                        lints.with("half_life_s", 5),
                        lints.with("noise", "fixed"),
                        lints.with("exploration_scale", 0)));
    }

    /** A policy that learned up to 200 rewards of arms 0 to 5, some of which are still in flight. */
    private static Policy taught(PolicySpec spec, SplittableRandom random) {
        Policy policy = Policies.create(spec);
        int rewards = random.nextInt(200);
        for (int i = 0; i < rewards; i++) {
            int arm = random.nextInt(ARMS);
            policy.learn("d" + random.nextInt(), context(random), arm, random.nextDouble());
        }
        policy.pulled(random.nextInt(ARMS));
        return policy;
    }

    private static FeatureVector context(SplittableRandom random) {
        return FeatureVector.dense(
                1, random.nextDouble() - 0.5, random.nextInt(2), random.nextInt(2), 2 * random.nextDouble());
    }

    /** At least two of the arms, in any order. */
    private static int[] candidates(SplittableRandom random) {
        int[] arms = IntStream.range(0, ARMS).toArray();
        for (int i = ARMS - 1; i > 0; i--) {
            swap(arms, i, random.nextInt(i + 1));
        }
        return Arrays.copyOf(arms, 2 + random.nextInt(ARMS - 1));
    }

    private static void swap(int[] arms, int i, int j) {
        int arm = arms[i];
        arms[i] = arms[j];
        arms[j] = arm;
    }

    private static double[] probabilities(Policy policy, FeatureVector x, int... arms) {
        return policy.distribution(x, arms).toArray();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everyCandidateHasAtLeastTheFloorAndTogetherTheyHaveOne(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            int[] arms = candidates(random);
            double[] p = probabilities(taught(spec, random), context(random), arms);
            assertThat(p).hasSameSizeAs(arms);
            assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
            assertThat(Arrays.stream(p).min().orElseThrow()).isGreaterThanOrEqualTo(0.01);
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void permutingTheArmsPermutesTheAnswer(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy policy = taught(spec, random);
            FeatureVector x = context(random);
            int[] arms = candidates(random);
            int[] turned = IntStream.range(0, arms.length)
                    .map(i -> arms[(i + 1) % arms.length])
                    .toArray();
            double[] p = probabilities(policy, x, arms);
            double[] q = probabilities(policy, x, turned);
            for (int i = 0; i < p.length; i++) {
                assertThat(q[i]).isCloseTo(p[(i + 1) % p.length], within(1e-12));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theSameHistoryGivesTheSameAnswerBitForBit(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom one = new SplittableRandom(seed);
            SplittableRandom two = new SplittableRandom(seed);
            int[] arms = {0, 1, 2, 3, 4, 5};
            assertThat(probabilities(taught(spec, one), context(one), arms))
                    .containsExactly(probabilities(taught(spec, two), context(two), arms));
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void askingChangesNothing(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy policy = taught(spec, random);
            FeatureVector x = context(random);
            double[] before = probabilities(policy, x, 0, 1, 2);
            policy.scores(context(random), new int[] {3, 4, 9});
            policy.distribution(context(random), new int[] {9, 5});
            assertThat(probabilities(policy, x, 0, 1, 2)).containsExactly(before);
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aSingleCandidateIsCertain(PolicySpec spec) {
        Policy policy = taught(spec, new SplittableRandom(1));
        assertThat(probabilities(policy, FeatureVector.CONSTANT, 3)).containsExactly(1);
        assertThat(probabilities(policy, FeatureVector.CONSTANT, 1000)).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void armsNeverSeenAreAlikeAndAnyOfThem(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy policy = taught(spec, random);
            FeatureVector x = context(random);
            double[] p = probabilities(policy, x, 70, 0, 7, 1000);
            assertThat(p[0]).isCloseTo(p[2], within(1e-12)).isCloseTo(p[3], within(1e-12));
            assertThat(probabilities(Policies.create(spec), x, 0, 1, 2))
                    .containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, within(1e-12));
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void armsThatLearnedTheSameShareEqually(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            // The start of an arm's regression is the mean at its first reward: keep that mean where it is.
            Policy policy = Policies.create(spec);
            int rewards = random.nextInt(20);
            FeatureVector x = context(random);
            for (int i = 0; i < 2 * rewards; i++) {
                policy.learn("d" + i / 2, x, 2 + i % 2, 0.5);
            }
            double[] p = probabilities(policy, x, 2, 9, 3);
            assertThat(p[0]).isCloseTo(p[2], within(1e-12));
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void anArmThatGoesAndComesBackHasLostNothing(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy policy = taught(spec, random);
            FeatureVector x = context(random);
            double[] before = probabilities(policy, x, 0, 1, 2);
            probabilities(policy, x, 0, 2);
            probabilities(policy, x, 2);
            assertThat(probabilities(policy, x, 0, 1, 2)).containsExactly(before);
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void contextFreePoliciesDoNotLookAtTheContext(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy policy = taught(spec, random);
            double[] p = probabilities(policy, context(random), 0, 1, 2);
            double[] q = probabilities(policy, context(random), 0, 1, 2);
            assertThat(policy.contextual() || Arrays.equals(p, q)).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("specs")
    void probabilitiesAreAccurateToAMillionth(PolicySpec spec) {
        Property.forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy policy = taught(spec, random);
            policy.distribution(context(random), candidates(random));
            assertThat(policy.propensityError()).isBetween(0.0, 1e-6);
        });
    }
}
