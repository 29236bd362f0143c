package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoundedSequenceTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void aSideWithoutABoundClaimsNothing() {
        BoundedSequence rising = BoundedSequence.between(1, INFINITY, 100, 0.05);
        rising.add(1000, 0);
        assertThat(rising.upperBound(0.05)).isEqualTo(INFINITY);
        assertThat(rising.logEBelow(1e6)).isZero();
        assertThat(rising.halfWidth(100, 0.05)).isEqualTo(INFINITY);
        assertThat(rising.lowerBound(0.05)).isFinite();
        BoundedSequence falling = BoundedSequence.between(INFINITY, 1, 100, 0.05);
        falling.add(-1000, 0);
        assertThat(falling.lowerBound(0.05)).isEqualTo(-INFINITY);
        assertThat(falling.logEAbove(-1e6)).isZero();
        assertThat(falling.halfWidth(100, 0.05)).isEqualTo(INFINITY);
    }

    @Test
    void boundsExcludeExactlyWhatEValuesRefute() {
        BoundedSequence sequence = uniform(500);
        double lower = sequence.lowerBound(0.01);
        assertThat(sequence.logEAbove(lower)).isEqualTo(Math.log(100), within(1e-6));
        assertThat(sequence.logEBelow(sequence.upperBound(0.01))).isEqualTo(Math.log(100), within(1e-6));
        Interval interval = sequence.interval(0.02);
        assertThat(interval.lower()).isEqualTo(lower);
    }

    @Test
    void theForecastOfTheWidthIsTheWidthThatComes() {
        BoundedSequence now = uniform(1000);
        BoundedSequence then = uniform(4000);
        assertThat(now.halfWidth(4000, 0.05)).isEqualTo(then.halfWidth(4000, 0.05), within(0.001));
        Interval interval = then.interval(0.05);
        assertThat(then.halfWidth(4000, 0.05)).isEqualTo((interval.upper() - interval.lower()) / 2, within(1e-12));
    }

    /**
     * The e-value's mean is at most 1 at every n: over 20,000 streams its average exceeds 1 by more than four standard
     * errors with at most 1 set of seeds in 30,000 at each n.
     */
    @Test
    void eValuesOfATrueNullAverageAtMostOne() {
        for (int n : new int[] {1, 10, 100, 300}) {
            Moments e = new Moments();
            for (int seed = 0; seed < 20_000; seed++) {
                e.add(Math.exp(coins(n, seed).logE(0)));
            }
            assertThat(e.mean()).as("n %d", n).isLessThanOrEqualTo(1 + 4 * e.standardError());
        }
    }

    private static BoundedSequence coins(int n, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BoundedSequence sequence = BoundedSequence.within(0.5, 50, 0.05);
        for (int i = 0; i < n; i++) {
            sequence.add(random.nextBoolean() ? 0.5 : -0.5, 0);
        }
        return sequence;
    }

    private static BoundedSequence uniform(int n) {
        SplittableRandom random = new SplittableRandom(1);
        BoundedSequence sequence = BoundedSequence.within(1, 100, 0.05);
        random.doubles(n).forEach(term -> sequence.add(term, 0.5));
        return sequence;
    }

    @Test
    void claimsNothingWithoutData() {
        BoundedSequence sequence = BoundedSequence.within(1, 100, 0.05);
        assertThat(sequence.mean()).isNaN();
        assertThat(sequence.anytimeP(0)).isEqualTo(1);
        assertThat(sequence.interval(0.05)).isEqualTo(new Interval(-INFINITY, INFINITY));
    }

    @Test
    void refusesATermPastItsBoundAndForgivesRoundOff() {
        BoundedSequence sequence = BoundedSequence.within(1, 100, 0.05);
        sequence.add(1 + 1e-12, 0);
        assertThatThrownBy(() -> sequence.add(1.1, 0)).hasMessageContaining("[-1.0, 1.0] of its centre, got 1.1");
        assertThatThrownBy(() -> sequence.add(Double.NaN, 0)).hasMessageContaining("finite, got NaN");
        assertThat(sequence.n()).isEqualTo(1);
    }

    @Test
    void evidenceOfSegmentsMultiplies() {
        BoundedSequence first = uniform(300);
        BoundedSequence second = uniform(200);
        CarriedEvidence carried = new CarriedEvidence();
        carried.close(first, 0.4);
        assertThat(carried.logEAbove(second, 0.4)).isEqualTo(first.logEAbove(0.4) + second.logEAbove(0.4));
        assertThat(carried.logEBelow(second, 0.4)).isEqualTo(first.logEBelow(0.4) + second.logEBelow(0.4));
    }
}
