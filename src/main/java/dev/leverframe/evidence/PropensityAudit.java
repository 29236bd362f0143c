package dev.leverframe.evidence;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.Snapshot;
import java.util.Arrays;

/**
 * Compares logged propensities with realised picks, for ever. Every off-policy number rests on the claim that arm
 * {@code a} was drawn with the probability that was logged; this holds it to the claim.
 *
 * <pre>
 *   xi = 1{a was served} - b(a)       S += xi       V += xi^2        for every candidate a of every decision
 * </pre>
 *
 * If the log is right, {@code xi} has mean 0 given the past and never falls below -1, so the two-sided
 * gamma-exponential e-value with c = 1 and v_opt = 500 is valid whatever the policies do and however often it is read.
 * With K arms audited, the audit fires where an arm's e-value reaches K / 0.001: over its whole life a healthy audit
 * fires with probability at most 0.001. (Arms that join later raise the bar for all; with one arm at a time the bound
 * is 0.001 (1 + 1/2 + .. + 1/K).) It sees uniform logging of a non-uniform draw, a stale policy, and an override that
 * nobody logged.
 *
 * <p>Recording is a handful of additions per candidate; the e-values are computed when they are read.
 */
public final class PropensityAudit {
    /** Probability that a healthy audit ever fires. */
    public static final double ALPHA = 0.001;

    private static final double BOUND = 1;
    private static final double V_OPT = 500;
    private static final int INITIAL_ARMS = 8;

    private final GammaExponential mixture = GammaExponential.tuned(BOUND, V_OPT, ALPHA);
    private long[] counts = new long[INITIAL_ARMS];
    private double[] sums = new double[INITIAL_ARMS];
    private double[] variances = new double[INITIAL_ARMS];

    /** By arm, up to the last one that was a candidate. */
    public Snapshot snapshot() {
        int arms = Kept.used(counts);
        return Snapshot.builder()
                .counts("counts", Arrays.copyOf(counts, arms))
                .numbers("sums", Arrays.copyOf(sums, arms))
                .numbers("variances", Arrays.copyOf(variances, arms))
                .build();
    }

    /** Takes over what a snapshot kept, bit for bit. */
    public void restore(Snapshot kept) {
        long[] keptCounts = kept.counts("counts");
        double[] keptSums = Kept.numbers(kept, "sums", keptCounts.length);
        double[] keptVariances = Kept.numbers(kept, "variances", keptCounts.length);
        counts = Arrays.copyOf(keptCounts, Math.max(INITIAL_ARMS, keptCounts.length));
        sums = Arrays.copyOf(keptSums, counts.length);
        variances = Arrays.copyOf(keptVariances, counts.length);
    }

    /**
     * What the audit says now.
     *
     * @param fired whether {@code logE} has reached {@code threshold}: the logged propensities are not those drawn from
     * @param arm the arm with the largest e-value; -1 before the first decision
     * @param logE natural logarithm of its two-sided e-value; 0 before the first decision
     * @param threshold natural logarithm of the number of arms over {@link PropensityAudit#ALPHA}
     * @param n decisions in which that arm was a candidate
     */
    public record Verdict(boolean fired, int arm, double logE, double threshold, long n) {}

    /**
     * @param arms the candidates, in their order
     * @param served position of the served arm among them
     * @param behaviour what is logged as drawn from, in candidate order; not the mixture over variants
     */
    public void record(int[] arms, int served, Distribution behaviour) {
        for (int i = 0; i < arms.length; i++) {
            int arm = arms[i];
            grow(arm);
            double xi = (i == served ? 1 : 0) - behaviour.get(i);
            counts[arm]++;
            sums[arm] += xi;
            variances[arm] += xi * xi;
        }
    }

    private void grow(int arm) {
        if (arm >= counts.length) {
            int capacity = Math.max(arm + 1, 2 * counts.length);
            counts = Arrays.copyOf(counts, capacity);
            sums = Arrays.copyOf(sums, capacity);
            variances = Arrays.copyOf(variances, capacity);
        }
    }

    /** The arm that speaks loudest against the log. Costs some microseconds an arm. */
    public Verdict verdict() {
        int audited = 0;
        int worst = -1;
        double logE = Double.NEGATIVE_INFINITY;
        for (int arm = 0; arm < counts.length; arm++) {
            if (counts[arm] == 0) {
                continue;
            }
            audited++;
            double e = mixture.twoSidedLogE(sums[arm], variances[arm]);
            if (e > logE) {
                logE = e;
                worst = arm;
            }
        }
        double threshold = Math.log(Math.max(1, audited) / ALPHA);
        return worst < 0
                ? new Verdict(false, -1, 0, threshold, 0)
                : new Verdict(logE >= threshold, worst, logE, threshold, counts[worst]);
    }
}
