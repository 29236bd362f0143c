package dev.leverframe.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompensatedSumTest {
    @Test
    void keepsWhatLargeTermsWouldSwallow() {
        CompensatedSum sum = new CompensatedSum();
        for (double term : new double[] {1, 1e100, 1, -1e100}) {
            sum.add(term);
        }
        assertThat(sum.value()).isEqualTo(2);
    }

    @Test
    void equalsExactDecimalArithmeticToTheLastBit() {
        SplittableRandom random = new SplittableRandom(1);
        CompensatedSum sum = new CompensatedSum();
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i < 100_000; i++) {
            double term = random.nextDouble() * Math.pow(10, random.nextInt(12) - 6.0);
            sum.add(term);
            exact = exact.add(new BigDecimal(term));
        }
        assertThat(sum.value()).isEqualTo(exact.doubleValue());
    }
}
