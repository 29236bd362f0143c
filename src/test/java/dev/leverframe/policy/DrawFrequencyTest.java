package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.StableHash;
import org.junit.jupiter.api.Test;

class DrawFrequencyTest {
    /** Five cells; chi-square with 4 degrees of freedom exceeds 33.4 once in a million. */
    @Test
    void aMillionKeyedDrawsFollowTheDistribution() {
        Policy policy = Policies.create(PolicySpec.of(PolicyType.THOMPSON));
        int[] arms = {0, 1, 2, 3, 4};
        for (int i = 0; i < 100; i++) {
            policy.learn("d" + i, FeatureVector.CONSTANT, i % 5, (i % 5 + i % 7) / 10.0);
        }
        Distribution distribution = policy.distribution(FeatureVector.CONSTANT, arms);
        int draws = 1_000_000;
        long[] counts = new long[arms.length];
        for (int i = 0; i < draws; i++) {
            counts[distribution.draw(StableHash.uniform("decision-" + i, "arm", 0))]++;
        }
        double chiSquare = 0;
        for (int a = 0; a < arms.length; a++) {
            double expected = draws * distribution.get(a);
            chiSquare += (counts[a] - expected) * (counts[a] - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(33.4);
    }
}
