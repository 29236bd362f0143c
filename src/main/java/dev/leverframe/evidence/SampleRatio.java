package dev.leverframe.evidence;

import dev.leverframe.model.Snapshot;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Whether units arrive at the variants in the planned shares, checked at every unit: a sample ratio mismatch means that
 * something besides chance decides who is counted, and no difference between variants can be trusted (Lindon and Malek,
 * "Anytime-valid inference for multinomial count data", 2022; k = 100 as in the authors' code).
 *
 * <pre>
 *   E = Dirichlet-multinomial(counts; a_v = k q_v) / multinomial(counts; q_v)
 *   log E += log( (a_v + n_v) / (sum a + n) / q_v )     for a unit in v, before n_v counts it
 * </pre>
 *
 * Under the planned shares E is a martingale from 1, so it ever reaches 1/alpha with probability at most alpha. The check
 * fires at 1/0.001 and stays fired. When the shares change, the counts start anew and the evidence so far is a factor. A
 * unit in a variant without a share is impossible and fires at once.
 */
public final class SampleRatio {
    /** Probability that a healthy check ever fires. */
    public static final double ALPHA = 0.001;

    private static final double CONCENTRATION = 100;

    private double[] shares;
    private long[] counts;
    private long n;
    private double closedLogE;
    private double logE;
    private double maxLogE;

    /**
     * @param shares planned share of each variant, in [0, 1], summing to 1
     */
    public SampleRatio(double... shares) {
        this.shares = requireShares(shares);
        this.counts = new long[shares.length];
    }

    private static double[] requireShares(double[] shares) {
        double sum = Arrays.stream(shares).sum();
        if (Arrays.stream(shares).anyMatch(share -> !(share >= 0)) || !(Math.abs(sum - 1) <= 1e-9)) {
            throw new IllegalArgumentException("shares must be 0 or more and sum to 1, got " + Arrays.toString(shares));
        }
        return shares.clone();
    }

    /** Counts a unit, once, when it is first seen in this variant. */
    public void record(int variant) {
        double predicted = (CONCENTRATION * shares[variant] + counts[variant]) / (CONCENTRATION + n);
        logE += shares[variant] == 0 ? Double.POSITIVE_INFINITY : Math.log(predicted / shares[variant]);
        counts[variant]++;
        n++;
        maxLogE = Math.max(maxLogE, logE());
    }

    /** Takes other shares from the next unit on. */
    public void reweigh(double... changed) {
        closedLogE = logE();
        logE = 0;
        shares = requireShares(changed);
        counts = new long[changed.length];
        n = 0;
    }

    /** Logarithm of the e-value now, over all shares so far. */
    public double logE() {
        return closedLogE + logE;
    }

    /** Anytime p-value: the smallest that 1/E ever was, in [0, 1]. */
    public double anytimeP() {
        return Math.exp(-maxLogE);
    }

    /** Whether the evidence ever reached {@link #ALPHA}. */
    public boolean fired() {
        return maxLogE >= -Math.log(ALPHA);
    }

    /** Units since the shares last changed, by variant; a copy. */
    public long[] counts() {
        return counts.clone();
    }

    /** Planned shares; a copy. */
    public double[] shares() {
        return shares.clone();
    }

    /** Pearson's statistic of the present counts; 0 before the first unit. For people who expect it. */
    public double chiSquare() {
        double sum = 0;
        for (int v = 0; v < shares.length; v++) {
            double expected = n * shares[v];
            sum += expected == 0 ? 0 : (counts[v] - expected) * (counts[v] - expected) / expected;
        }
        return sum;
    }

    /** Its p-value, in [0, 1]: valid for one look only, planned beforehand. */
    public double chiSquareP() {
        long positive = Arrays.stream(shares).filter(share -> share > 0).count();
        return positive < 2 ? 1 : RegularizedGamma.Q.value((positive - 1) / 2.0, chiSquare() / 2);
    }

    /** The same evidence from counts alone; a zero share must have no count. */
    static double logE(long[] counts, double[] shares) {
        double log = LogGamma.value(CONCENTRATION)
                - LogGamma.value(CONCENTRATION + Arrays.stream(counts).sum());
        for (int v = 0; v < shares.length; v++) {
            double a = CONCENTRATION * shares[v];
            log += a == 0 ? 0 : LogGamma.value(a + counts[v]) - LogGamma.value(a) - counts[v] * Math.log(shares[v]);
        }
        return log;
    }

    public Snapshot snapshot() {
        return Snapshot.builder()
                .numbers("shares", shares)
                .counts("counts", counts)
                .numbers("log_e", closedLogE, logE, maxLogE)
                .build();
    }

    /** Puts back what a snapshot kept; one that is empty leaves the shares as they are. */
    public void restore(Snapshot kept) {
        shares = kept.has("shares") ? kept.numbers("shares") : shares;
        counts = kept.has("counts") ? kept.counts("counts") : new long[shares.length];
        Kept.sameLength("counts", shares.length, counts.length);
        n = Arrays.stream(counts).sum();
        double[] logs = Kept.numbers(kept, "log_e", 3);
        closedLogE = logs[0];
        logE = logs[1];
        maxLogE = logs[2];
    }
}
