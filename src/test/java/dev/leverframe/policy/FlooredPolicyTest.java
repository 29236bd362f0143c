package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlooredPolicyTest {
    @Test
    void mixIsThatOfTheVectors() {
        JsonObject vector = StatisticsVectors.object("floor_mix");
        Distribution p = Distribution.of(StatisticsVectors.doubles(vector.getJsonArray("p")));
        assertThat(FlooredPolicy.mix(p, vector.getDouble("floor")).toArray())
                .containsExactly(StatisticsVectors.doubles(vector.getJsonArray("pi")), within(1e-15));
    }

    @Test
    void floorLeavesThePolicyHalfOfTheTraffic() {
        int arms = 200;
        double[] certain = new double[arms];
        certain[7] = 1;
        Distribution mixed = FlooredPolicy.mix(Distribution.of(certain), 0.01);
        assertThat(mixed.get(0)).isEqualTo(0.5 / arms);
        assertThat(mixed.get(7)).isCloseTo(0.5 + 0.5 / arms, within(1e-15));
    }

    @Test
    void everyArmGetsTheDefaultFloor() {
        Policy policy = Policies.create(PolicySpec.of(PolicyType.UCB1));
        IntStream.range(0, 3).forEach(arm -> policy.learn("d", FeatureVector.CONSTANT, arm, arm / 2.0));
        assertThat(policy.distribution(FeatureVector.CONSTANT, new int[] {0, 1, 2})
                        .toArray())
                .containsExactly(new double[] {0.01, 0.01, 0.98}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.001, 1.001, Double.POSITIVE_INFINITY})
    void refusesARewardOutsideOfItsRange(double reward) {
        Policy policy = Policies.create(PolicySpec.of(PolicyType.THOMPSON));
        assertThatThrownBy(() -> policy.learn("d", FeatureVector.CONSTANT, 0, reward))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a reward must be in [0, 1], got " + reward);
    }

    @Test
    void refusesASelectWithoutCandidates() {
        Policy policy = Policies.create(PolicySpec.of(PolicyType.UCB1));
        assertThatThrownBy(() -> policy.distribution(FeatureVector.CONSTANT, new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
