package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.model.Distribution;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightAuditTest {
    private static final Distribution TARGET = Distribution.of(0.1, 0.6, 0.3);
    private static final Distribution DRAWN = Distribution.of(0.6, 0.3, 0.1);

    /** 200 healthy logs, each read every 50 decisions; four or more of 200 at 0.001 once in 18,000 sets of seeds. */
    @Test
    void healthyWeightsDoNotFire() {
        int fired = 0;
        for (int seed = 0; seed < 200; seed++) {
            fired += firedAt(DRAWN, DRAWN, 3, seed) < 3000 ? 1 : 0;
        }
        assertThat(fired).isLessThan(4);
    }

    /** Of 200 other seeds the slowest fired after 750 decisions; the bar is twice that. */
    @Test
    void uniformLoggingOfAnotherDrawFires() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(firedAt(DRAWN, Distribution.uniform(3), 3, seed))
                    .as("seed %d", seed)
                    .isLessThan(1500);
        }
    }

    /** Weights that are too small are seen only against a declared largest one. */
    @Test
    void seesWeightsThatAreTooSmallBelowADeclaredBound() {
        Distribution likeTarget = Distribution.of(0.2, 0.5, 0.3);
        assertThat(firedAt(DRAWN, likeTarget, 3, 1)).isLessThan(3000);
        assertThat(firedAt(DRAWN, likeTarget, Double.POSITIVE_INFINITY, 1)).isEqualTo(3000);
    }

    @Test
    void whatCannotBeServedIsNotMissed() {
        WeightAudit audit = new WeightAudit(2, 0.001);
        Distribution half = Distribution.of(0.5, 0.5, 0);
        Distribution target = Distribution.of(0.25, 0.25, 0.5);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            int arm = half.draw(random.nextDouble());
            audit.record(target.get(arm) / half.get(arm), Behaviour.unsupportedMass(target, half));
        }
        assertThat(audit.fired()).isFalse();
        assertThat(audit.excess()).isZero();
        assertThat(audit.interval(0.05).contains(0)).isTrue();
    }

    private static int firedAt(Distribution drawn, Distribution logged, double weightMax, int seed) {
        WeightAudit audit = new WeightAudit(weightMax, 0.001);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 1; i < 3000; i++) {
            int arm = drawn.draw(random.nextDouble());
            audit.record(TARGET.get(arm) / logged.get(arm), 0);
            if (i % 50 == 0 && audit.fired()) {
                return i;
            }
        }
        return 3000;
    }

    @Test
    void refusesWeightsThatAreNone() {
        WeightAudit audit = new WeightAudit(3, 0.001);
        assertThatThrownBy(() -> audit.record(-0.1, 0)).hasMessageContaining("got -0.1");
        assertThatThrownBy(() -> audit.record(5, 0)).hasMessageContaining("of its centre, got 4.0");
        assertThatThrownBy(() -> new WeightAudit(0.5, 0.001)).hasMessageContaining("1 or more, got 0.5");
        assertThat(audit.n()).isZero();
    }
}
