package dev.leverframe.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A {@link FullRegression} for each arm that has learned, kept as {@code regressions} and one set of arrays an arm. */
final class FullRegressions {
    private static final String ARMS = "regressions";

    /** Far more than a domain may have: a larger number can only be a broken one. */
    private static final int ARM_MAX = 1 << 20;

    private final RegressionPrior prior;
    private @Nullable FullRegression[] regressions = {};

    FullRegressions(RegressionPrior prior) {
        this.prior = prior;
    }

    /** What was learned about the arm; null if nothing. */
    @Nullable
    FullRegression get(int arm) {
        return arm < regressions.length ? regressions[arm] : null;
    }

    /** What is known about the arm. */
    FullRegression orPrior(int arm, double intercept) {
        FullRegression learned = get(arm);
        return learned == null ? new FullRegression(prior, intercept) : learned;
    }

    void learn(Observation observation, double intercept) {
        int arm = observation.arm();
        if (arm >= regressions.length) {
            regressions = Arrays.copyOf(regressions, ArmArrays.newLength(regressions.length, arm));
        }
        FullRegression regression = orPrior(arm, intercept);
        regression.learn(observation.features(), observation.reward());
        regressions[arm] = regression;
    }

    /** See {@link Policy#flaw}. */
    Optional<String> flaw(int arm) {
        FullRegression regression = get(arm);
        boolean sound = regression == null || regression.isSound();
        return sound ? Optional.empty() : Optional.of("regression not finite or its matrix not definite");
    }

    void keep(Memory.Builder memory) {
        int[] arms = IntStream.range(0, regressions.length)
                .filter(arm -> regressions[arm] != null)
                .toArray();
        memory.put(ARMS, Arrays.stream(arms).asLongStream().toArray());
        for (int arm : arms) {
            FullRegression regression = regressions[arm];
            if (regression != null) {
                regression.keep(memory, "/" + arm);
            }
        }
    }

    /** @throws IllegalArgumentException if nobody can have learned that */
    void restore(Memory memory) {
        regressions = new FullRegression[0];
        for (long number : ArmArrays.whole(memory.get(ARMS))) {
            if (number > ARM_MAX) {
                throw new IllegalArgumentException("an arm must be at most " + ARM_MAX + ", got " + number);
            }
            int arm = (int) number;
            regressions = arm < regressions.length ? regressions : Arrays.copyOf(regressions, arm + 1);
            regressions[arm] = FullRegression.restored(prior, memory, "/" + arm);
        }
    }
}
