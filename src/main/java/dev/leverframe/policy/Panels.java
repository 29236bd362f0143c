package dev.leverframe.policy;

import java.util.Arrays;

/** The intervals between sorted knots, over which a Gauss-Legendre rule is applied one by one. */
final class Panels {
    private final double[] knots;
    private final int count;

    /**
     * @param candidates where the integrand changes its shape, in any order; those outside are ignored
     * @param lo where the first panel begins; {@code hi}, above it, where the last ends
     * @param narrowest knots closer than this to the one before are dropped
     */
    Panels(double[] candidates, double lo, double hi, double narrowest) {
        double[] sorted = candidates.clone();
        Arrays.sort(sorted);
        knots = new double[sorted.length + 2];
        knots[0] = lo;
        int last = 0;
        for (double knot : sorted) {
            if (knot < hi && knot - knots[last] >= narrowest) {
                knots[++last] = knot;
            }
        }
        // A last panel that is too narrow is joined to the one before it.
        boolean roomForOneMore = last == 0 || hi - knots[last] >= narrowest;
        count = roomForOneMore ? last + 1 : last;
        knots[count] = hi;
    }

    int count() {
        return count;
    }

    double middle(int panel) {
        return (knots[panel] + knots[panel + 1]) / 2;
    }

    double halfWidth(int panel) {
        return (knots[panel + 1] - knots[panel]) / 2;
    }
}
