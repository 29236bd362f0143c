package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.StableHash;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class BetaThompsonTest {
    private static final FeatureVector X = FeatureVector.CONSTANT;
    private static final PolicySpec SPEC = PolicySpec.of(PolicyType.THOMPSON);

    @Test
    void fractionalPosteriorIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("beta_fractional");
        BetaThompson policy = new BetaThompson(SPEC);
        for (double reward : StatisticsVectors.doubles(vector.getJsonArray("rewards"))) {
            policy.learn("d", X, 3, reward);
        }
        assertThat(policy.alpha(3, 0)).isCloseTo(vector.getDouble("alpha"), within(1e-12));
        assertThat(policy.beta(3, 0)).isCloseTo(vector.getDouble("beta"), within(1e-12));
        assertThat(policy.scores(X, new int[] {3})[0]).isCloseTo(vector.getDouble("mean"), within(1e-12));
    }

    @Test
    void binarisedPosteriorCountsTheKeyedCoins() {
        BetaThompson policy = new BetaThompson(SPEC.with("update", "binarised"));
        int heads = 0;
        for (int i = 0; i < 1000; i++) {
            policy.learn("decision-" + i, X, 0, 0.3);
            heads += StableHash.uniform("decision-" + i, "binarise", 0) < 0.3 ? 1 : 0;
        }
        assertThat(policy.alpha(0, 0)).isEqualTo(1 + heads);
        assertThat(policy.beta(0, 0)).isEqualTo(1 + 1000 - heads);
        // Binomial with standard deviation 14.5: farther than 75 from its mean less than once in a million.
        assertThat(heads).isBetween(225, 375);
    }

    @Test
    void learningAndOtherCandidatesReplaceTheCachedDistribution() {
        BetaThompson policy = new BetaThompson(SPEC);
        int[] arms = {0, 1};
        assertThat(policy.distribution(X, arms)).isSameAs(policy.distribution(X, new int[] {0, 1}));
        policy.learn("d", X, 0, 1);
        double better = policy.distribution(X, arms).get(0);
        // P(Beta(2,1) > Beta(1,1)) is the mean of the former.
        assertThat(better).isCloseTo(2.0 / 3, within(1e-6));
        assertThat(policy.distribution(X, new int[] {1, 0}).get(1)).isCloseTo(better, within(1e-12));
    }
}
