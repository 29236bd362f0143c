package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Distribution;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PropensityAuditTest {
    private static final int[] ARMS = {4, 9, 200};

    /**
     * 200 healthy streams of 3,000 decisions with ever-changing distributions, read every 50. Each fires with
     * probability at most 0.001, so two or more of the 200 would happen with at most 1 set of seeds in 57, and four in
     * 18,000; the bar is less than four.
     */
    @Test
    void healthyStreamsDoNotFire() {
        int fired = 0;
        for (int seed = 0; seed < 200; seed++) {
            fired += everFires(seed) ? 1 : 0;
        }
        assertThat(fired).isLessThan(4);
    }

    private static boolean everFires(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PropensityAudit audit = new PropensityAudit();
        for (int i = 1; i <= 3000; i++) {
            Distribution drawn = any(random);
            audit.record(ARMS, drawn.draw(random.nextDouble()), drawn);
            if (i % 50 == 0 && audit.verdict().fired()) {
                return true;
            }
        }
        return false;
    }

    private static Distribution any(SplittableRandom random) {
        double[] x = random.doubles(ARMS.length, 0.001, 1).map(u -> u * u * u).toArray();
        double sum = DoubleStream.of(x).sum();
        return Distribution.of(DoubleStream.of(x).map(value -> value / sum).toArray());
    }

    /**
     * A nearly uniform draw logged as 1/K: two arms drift by 0.083 a decision. Of 200 other seeds the median fired
     * after 660 decisions and the slowest after 1,484; the bar is about twice the slowest.
     */
    @Test
    void uniformLoggingOfAnotherDrawFires() {
        Distribution drawn = Distribution.of(0.4166, 0.3334, 0.25);
        for (int seed = 0; seed < 20; seed++) {
            PropensityAudit.Verdict verdict = after(3000, drawn, Distribution.uniform(3), seed);
            assertThat(verdict.fired()).as("seed %d", seed).isTrue();
            assertThat(verdict.arm()).as("seed %d", seed).isIn(4, 200);
            assertThat(verdict.logE()).isGreaterThanOrEqualTo(Math.log(3 / PropensityAudit.ALPHA));
            assertThat(verdict.n()).isEqualTo(3000);
        }
    }

    /** Of 200 other seeds the slowest fired after 81 decisions; the bar is about twice that. */
    @Test
    void aDrawFarFromItsLogFiresSoon() {
        Distribution drawn = Distribution.of(0.9, 0.05, 0.05);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(after(160, drawn, Distribution.uniform(3), seed).fired())
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void anOverrideThatNobodyLoggedFires() {
        Distribution logged = Distribution.of(0.02, 0.96, 0.02);
        PropensityAudit audit = new PropensityAudit();
        for (int i = 0; i < 1000; i++) {
            // A guard sends every tenth request elsewhere after the draw.
            audit.record(ARMS, i % 10 == 0 ? 2 : 1, logged);
        }
        assertThat(audit.verdict().fired()).isTrue();
        assertThat(audit.verdict().arm()).isEqualTo(200);
    }

    @Test
    void certainDrawsCarryNoEvidence() {
        PropensityAudit audit = new PropensityAudit();
        for (int i = 0; i < 1000; i++) {
            audit.record(ARMS, 0, Distribution.of(1, 0, 0));
        }
        assertThat(audit.verdict().fired()).isFalse();
        assertThat(audit.verdict().logE()).isZero();
    }

    @Test
    void saysNothingBeforeTheFirstDecision() {
        PropensityAudit.Verdict verdict = new PropensityAudit().verdict();
        assertThat(verdict).isEqualTo(new PropensityAudit.Verdict(false, -1, 0, Math.log(1000), 0));
    }

    private static PropensityAudit.Verdict after(int decisions, Distribution drawn, Distribution logged, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PropensityAudit audit = new PropensityAudit();
        for (int i = 0; i < decisions; i++) {
            audit.record(ARMS, drawn.draw(random.nextDouble()), logged);
        }
        return audit.verdict();
    }
}
