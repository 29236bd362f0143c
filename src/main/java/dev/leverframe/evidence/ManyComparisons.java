package dev.leverframe.evidence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What to ask of each comparison where several variants meet one control. */
public final class ManyComparisons {
    private ManyComparisons() {}

    /**
     * The alpha of each comparison so that any false claim among them has probability at most alpha (Bonferroni).
     *
     * @param comparisons 1 or more: variants less one against a control, V (V - 1) / 2 to name the best of V
     */
    public static double familyWise(double alpha, int comparisons) {
        Ranges.requireProbability("alpha", alpha);
        if (comparisons < 1) {
            throw new IllegalArgumentException("there must be at least 1 comparison, got " + comparisons);
        }
        return alpha / comparisons;
    }

    /**
     * The e-BH procedure: which nulls to reject so that among the rejected the expected share of true ones is at most alpha,
     * under any dependence and at any stopping time (Wang and Ramdas, "False discovery rate control with e-values", 2022).
     *
     * <pre>
     *   reject the k largest, k the largest number with e_(k) >= K / (k alpha)
     * </pre>
     *
     * @param logE logarithm of each null's e-value
     * @return the positions rejected, in increasing order
     */
    public static int[] falseDiscovery(double[] logE, double alpha) {
        Ranges.requireProbability("alpha", alpha);
        int[] largestFirst = IntStream.range(0, logE.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -logE[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int rejected = 0;
        for (int k = 1; k <= logE.length; k++) {
            rejected = logE[largestFirst[k - 1]] >= Math.log(threshold(k, logE.length, alpha)) ? k : rejected;
        }
        return Arrays.stream(largestFirst, 0, rejected).sorted().toArray();
    }

    /** The e-value that the k-th largest of so many must reach. */
    static double threshold(int k, int hypotheses, double alpha) {
        return hypotheses / (k * alpha);
    }
}
