package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import org.junit.jupiter.api.Test;

class InitialPullsTest {
    private static final PolicySpec SPEC = PolicySpec.of(PolicyType.LIN_TS_DIAG).with("initial_pulls", 2);
    private final Policy policy = new InitialPulls(new LinTsDiag(SPEC), SPEC);

    private double[] probabilities() {
        return policy.distribution(FeatureVector.CONSTANT, new int[] {0, 1, 2}).toArray();
    }

    @Test
    void armsWithTooFewPullsShareTheTrafficEqually() {
        policy.learn("d", FeatureVector.CONSTANT, 1, 1);
        policy.learn("d", FeatureVector.CONSTANT, 1, 1);
        assertThat(probabilities()).containsExactly(0.5, 0, 0.5);
    }

    @Test
    void pullsInFlightCountUntilTheyEnd() {
        policy.pulled(0);
        policy.pulled(0);
        assertThat(probabilities()).containsExactly(0, 0.5, 0.5);
        policy.settled(0);
        assertThat(probabilities()).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
    }

    @Test
    void afterwardsThePolicyDecides() {
        for (int arm = 0; arm < 3; arm++) {
            policy.learn("d", FeatureVector.CONSTANT, arm, 0.3 * arm);
            policy.learn("d", FeatureVector.CONSTANT, arm, 0.3 * arm);
        }
        assertThat(probabilities()[2]).isGreaterThan(probabilities()[1]);
        assertThat(probabilities()[0]).isPositive();
    }
}
