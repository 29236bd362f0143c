package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Distribution;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BehaviourTest {
    @Test
    void mixesByShare() {
        Distribution mixed =
                Behaviour.mixture(new double[] {0.25, 0.75}, List.of(Distribution.of(1, 0), Distribution.of(0.2, 0.8)));
        assertThat(mixed.get(0)).isEqualTo(0.4, within(1e-15));
        assertThat(mixed.get(1)).isEqualTo(0.6, within(1e-15));
    }

    /** Multiple importance sampling's own bound: p_v / sum_u q_u p_u is at most 1 / q_v. */
    @Test
    void boundsEveryWeightByTheInverseShare() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] shares = simplex(random, 3);
            List<Distribution> targets = List.of(any(random), any(random), any(random));
            Distribution mixed = Behaviour.mixture(shares, targets);
            for (int v = 0; v < 3; v++) {
                for (int a = 0; a < mixed.size(); a++) {
                    double weight = targets.get(v).get(a) / mixed.get(a);
                    assertThat(weight).as("seed %d", seed).isLessThanOrEqualTo((1 + 1e-12) / shares[v]);
                }
            }
        }
    }

    @Test
    void survivesRoundOffOnACertainArm() {
        double[] shares = {0.1, 0.2, 0.7};
        Distribution certain = Distribution.of(1, 0);
        assertThat(Behaviour.mixture(shares, List.of(certain, certain, certain)).get(0))
                .isEqualTo(1, within(1e-12));
    }

    @Test
    void unsupportedIsWhatCannotBeServed() {
        Distribution target = Distribution.of(0.5, 0.3, 0.2);
        assertThat(Behaviour.unsupportedMass(target, Distribution.of(1, 0, 0))).isEqualTo(0.5);
        assertThat(Behaviour.unsupportedMass(target, Distribution.uniform(3))).isZero();
    }

    @Test
    void refusesDistributionsOverOtherCandidates() {
        assertThatThrownBy(() -> Behaviour.mixture(
                        new double[] {0.5, 0.5}, List.of(Distribution.uniform(2), Distribution.uniform(3))))
                .hasMessageContaining("2 candidates, got 3");
        assertThatThrownBy(() -> Behaviour.mixture(new double[] {1}, List.of())).hasMessageContaining("got 0 and 1");
    }

    private static Distribution any(SplittableRandom random) {
        return Distribution.of(simplex(random, 4));
    }

    private static double[] simplex(SplittableRandom random, int n) {
        double[] x = random.doubles(n, 0.01, 1).toArray();
        double sum = DoubleStream.of(x).sum();
        return DoubleStream.of(x).map(value -> value / sum).toArray();
    }
}
