package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that is remembered and restored is the same policy. */
class MemoryTest {
    private static final String SPECS = "dev.leverframe.policy.PolicyPropertiesTest#specs";
    private static final int[] ARMS = {0, 1, 2, 3, 4, 5};

    /** Rewards, pulls and their ends at random times that mostly go forward. */
    private static void live(Policy policy, SplittableRandom random, int events) {
        for (int i = 0; i < events; i++) {
            int arm = random.nextInt(ARMS.length);
            policy.pulled(arm);
            if (random.nextInt(4) > 0) {
                policy.settled(arm);
                long atMs = 50L * i + random.nextInt(200);
                policy.learn(new Observation("d" + i, context(random), arm, random.nextDouble(), atMs));
            }
        }
    }

    private static FeatureVector context(SplittableRandom random) {
        return FeatureVector.dense(1, random.nextDouble() - 0.5, random.nextInt(2), 2 * random.nextDouble());
    }

    private static double[] probabilities(Policy policy, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return policy.distribution(Candidates.sharing(context(random), random.nextInt(30_000), ARMS))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource(SPECS)
    void theRestoredPolicyIsTheSameBitForBitAndStaysSo(PolicySpec spec) {
        Property.forAll(40, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy original = Policies.create(spec);
            live(original, random, random.nextInt(300));
            Policy restored = Policies.create(spec);
            restored.restore(original.memory());
            assertThat(restored.memory()).isEqualTo(original.memory());
            assertThat(probabilities(restored, seed)).containsExactly(probabilities(original, seed));
            live(original, new SplittableRandom(-seed), 200);
            live(restored, new SplittableRandom(-seed), 200);
            assertThat(probabilities(restored, seed)).containsExactly(probabilities(original, seed));
            assertThat(restored.memory()).isEqualTo(original.memory());
        });
    }

    @ParameterizedTest
    @MethodSource(SPECS)
    void whatIsLearnedAfterwardsDoesNotChangeTheMemory(PolicySpec spec) {
        Policy policy = Policies.create(spec);
        live(policy, new SplittableRandom(1), 100);
        Memory memory = policy.memory();
        Policy same = Policies.create(spec);
        same.restore(memory);
        live(policy, new SplittableRandom(2), 100);
        live(same, new SplittableRandom(3), 100);
        Policy restored = Policies.create(spec);
        restored.restore(memory);
        assertThat(restored.memory()).isEqualTo(memory);
    }

    @ParameterizedTest
    @MethodSource(SPECS)
    void nothingThatRewardsCanTeachIsAFlaw(PolicySpec spec) {
        Property.forAll(20, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Policy policy = Policies.create(spec);
            for (int i = 0; i < 200; i++) {
                double scale = Math.pow(10, random.nextInt(-8, 9));
                FeatureVector x = FeatureVector.dense(1, scale * (random.nextDouble() - 0.5), scale);
                policy.learn(new Observation("d" + i, x, random.nextInt(3), random.nextInt(2), 300L * i));
                assertThat(policy.flaw(0).or(() -> policy.flaw(1)).or(() -> policy.flaw(2)))
                        .isEmpty();
            }
        });
    }

    /** What is kept of the pulls in flight and at the start may be of before there was such a thing. */
    @ParameterizedTest
    @MethodSource(SPECS)
    void aMemoryWithoutOneOfItsArraysIsRefused(PolicySpec spec) {
        Policy policy = Policies.create(spec);
        live(policy, new SplittableRandom(5), 200);
        Memory memory = policy.memory();
        memory.forEach((missing, array) -> {
            boolean optional = array.length == 0
                    || missing.equals("in_flight")
                    || missing.equals("initial_counts")
                    || missing.startsWith("start/");
            if (!optional) {
                Memory.Builder rest = Memory.builder();
                memory.forEach((name, kept) -> {
                    if (!name.equals(missing)) {
                        rest.put(name, kept);
                    }
                });
                assertThatIllegalArgumentException()
                        .as(missing)
                        .isThrownBy(() -> Policies.create(spec).restore(rest.build()));
            }
        });
    }

    private static Memory with(Memory memory, String changed, double... array) {
        Memory.Builder other = Memory.builder();
        memory.forEach((name, kept) -> other.put(name, name.equals(changed) ? array : kept));
        return other.build();
    }

    /** A matrix only grows from lambda I: a pivot below its root is broken, however positive. */
    @ParameterizedTest
    @EnumSource(names = {"LIN_UCB", "LIN_TS_FULL"})
    void aFactorThatIsLessThanThePriorsIsRefused(PolicyType type) {
        PolicySpec spec = PolicySpec.of(type);
        Policy policy = Policies.create(spec);
        live(policy, new SplittableRandom(7), 200);
        Memory memory = policy.memory();
        for (double pivot : new double[] {Double.MIN_VALUE, 1e-200, 0.99}) {
            double[] factor = memory.get("factor/2");
            factor[2] = pivot;
            assertThatIllegalArgumentException()
                    .as("pivot %s", pivot)
                    .isThrownBy(() -> Policies.create(spec).restore(with(memory, "factor/2", factor)));
        }
    }

    @Test
    void aPartOfAWindowInTheSlotOfAnotherIsRefused() {
        PolicySpec spec = PolicySpec.of(PolicyType.THOMPSON).with("window_s", 10);
        Policy policy = Policies.create(spec);
        live(policy, new SplittableRandom(7), 200);
        double[] numbers = policy.memory().get("window.numbers");
        numbers[3] = 1e12;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policies.create(spec).restore(with(policy.memory(), "window.numbers", numbers)))
                .withMessage("part 1000000000000 of a window cannot be in slot 3");
    }

    @Test
    void oneNumberIsNeitherMoreNorNone() {
        Memory memory = Memory.builder().put("two", 1.0, 2.0).build();
        assertThat(memory.number("one", 7)).isEqualTo(7);
        assertThatThrownBy(() -> memory.number("two", 7)).hasMessage("two must be one number, got 2");
    }
}
