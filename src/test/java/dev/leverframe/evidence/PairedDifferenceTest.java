package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Distribution;
import dev.leverframe.testing.Property;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    private static final Distribution TREATMENT = Distribution.of(0.2, 0.8);
    private static final Distribution CONTROL = Distribution.of(0.7, 0.3);
    private static final double[] HALVES = {0.5, 0.5};

    @Test
    void policiesThatAgreeDifferByNothingWhateverCameOut() {
        PairedDifference difference = PairedDifference.bounded(2, 1000, 0.05);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            difference.add(CONTROL, CONTROL, random.nextInt(2), 0.5, random.nextDouble(), HALVES);
        }
        assertThat(difference.sequence().mean()).isZero();
        assertThat(difference.agree()).isTrue();
        assertThat(difference.interval(0.05)).isEqualTo(new Interval(0, 0));
    }

    @Test
    void termsAreUnbiasedForAnyModel() {
        Property.forAll(100, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            double[] truth = random.doubles(2).toArray();
            double[] model = random.doubles(2).toArray();
            Distribution behaviour = Behaviour.mixture(HALVES, List.of(TREATMENT, CONTROL));
            double mean = 0;
            for (int arm = 0; arm < 2; arm++) {
                PairedDifference one = PairedDifference.bounded(2, 1000, 0.05);
                one.add(TREATMENT, CONTROL, arm, behaviour.get(arm), truth[arm], model);
                mean += behaviour.get(arm) * one.sequence().mean();
            }
            assertThat(mean).isEqualTo(0.5 * (truth[1] - truth[0]), within(1e-12));
        });
    }

    /** Buckets of the same traffic need several times as much: the mixture uses every decision for both policies. */
    @Test
    void isNarrowerThanAComparisonOfBuckets() {
        SplittableRandom random = new SplittableRandom(5);
        Distribution near = Distribution.of(0.6, 0.4);
        Distribution behaviour = Behaviour.mixture(HALVES, List.of(near, CONTROL));
        PairedDifference paired = PairedDifference.bounded(2, 5000, 0.05);
        GroupDifference buckets = GroupDifference.bounded(0.5, 0.5, 5000, 0.05);
        for (int i = 0; i < 5000; i++) {
            boolean treated = random.nextBoolean();
            int arm = (treated ? near : CONTROL).draw(random.nextDouble());
            double reward = random.nextDouble() < (arm == 0 ? 0.4 : 0.6) ? 1 : 0;
            paired.add(near, CONTROL, arm, behaviour.get(arm), reward, HALVES);
            buckets.add(treated ? GroupDifference.Group.TREATMENT : GroupDifference.Group.CONTROL, reward, 0.5, 0.5);
        }
        assertThat(paired.interval(0.05).contains(0.02)).isTrue();
        assertThat(3 * width(paired.interval(0.05))).isLessThan(width(buckets.interval(0.05)));
    }

    private static double width(Interval interval) {
        return interval.upper() - interval.lower();
    }

    @Test
    void unboundedWeightsTakeTheAsymptoticRoute() {
        PairedDifference difference = PairedDifference.unbounded(1000, 0.05);
        assertThat(difference.ready()).isFalse();
        for (int i = 0; i < 300; i++) {
            difference.add(TREATMENT, CONTROL, i % 2, 0.001, i % 3 == 0 ? 1 : 0, HALVES);
        }
        assertThat(difference.ready()).isTrue();
    }

    @Test
    void refusesAWeightPastItsBound() {
        PairedDifference difference = PairedDifference.bounded(2, 1000, 0.05);
        assertThatThrownBy(() -> difference.add(TREATMENT, CONTROL, 1, 0.01, 1, HALVES))
                .hasMessageContaining("of its centre");
        assertThatThrownBy(() -> difference.add(TREATMENT, CONTROL, 1, 0, 1, HALVES))
                .hasMessageContaining("(0, 1], got 0.0");
        assertThat(difference.sequence().n()).isZero();
    }
}
