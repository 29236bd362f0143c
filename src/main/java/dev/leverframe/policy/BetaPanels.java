package dev.leverframe.policy;

/**
 * What {@link BetaQuadrature} falls back on: slower, but without one grid that has to suit every score. Panels of 16
 * Gauss-Legendre nodes go down from where the first score begins until none can be the largest any more. Each is as wide as the
 * scores that are there allow: 2.5 of their scales near where they bend, 0.4 of the distance from there farther out, where there
 * are only exponential tails. So a tail that reaches over 26,000 (a shape of 1e-3) takes some twenty panels.
 *
 * <p>Distribution functions are not looked up but integrated from the densities on the same nodes, by the spectral integration
 * matrix ({@link GaussLegendre#cumulativeWeight}; Greengard, "Spectral Integration and Two-Point Boundary Value Problems", 1991).
 */
final class BetaPanels {
    /** In scales. */
    private static final double WIDTH = 2.5;

    /** Of the distance from where a score bends. */
    private static final double GROWTH = 0.4;

    /** Beyond e to this many scores panels become narrower with the logarithm of their number, as the largest score does. */
    private static final double LOG_MANY = 3;

    private static final double MASS_MIN = 1e-12;

    private final GaussLegendre rule = GaussLegendre.SIXTEEN;
    private final BetaShape[] scores;
    private final double[][] densities;
    /** Mass of each score above the panel, and within it. */
    private final double[] above;

    private final double[] within;
    private final double[] ratios;
    private final double[] masses;

    BetaPanels(BetaShape[] scores) {
        this.scores = scores;
        densities = new double[rule.size()][scores.length];
        above = new double[scores.length];
        within = new double[scores.length];
        ratios = new double[scores.length];
        masses = new double[scores.length];
    }

    /**
     * @param top above it is no mass of any score
     * @param bottom below it is none of the largest
     * @return probabilities of being the largest, which sum to 1 but for errors
     */
    double[] integrate(double top, double bottom) {
        double upper = top;
        while (upper > bottom && productAbove() > MASS_MIN) {
            double lower = Math.max(bottom, upper - width(upper));
            add((upper + lower) / 2, (upper - lower) / 2);
            upper = lower;
        }
        return masses;
    }

    private double productAbove() {
        double product = 1;
        for (double mass : above) {
            product *= 1 - mass;
        }
        return product;
    }

    private double width(double y) {
        double width = Double.POSITIVE_INFINITY;
        for (BetaShape score : scores) {
            double allowed = y > score.upper() ? y - score.upper() : GROWTH * Math.abs(y - score.centre());
            width = Math.min(width, Math.max(WIDTH * score.scale(), allowed));
        }
        return width / Math.max(1, Math.log(scores.length) / LOG_MANY);
    }

    private void add(double middle, double half) {
        for (int k = 0; k < rule.size(); k++) {
            fillDensities(middle + half * rule.node(k), densities[k]);
        }
        for (int j = 0; j < within.length; j++) {
            within[j] = 0;
            for (int k = 0; k < rule.size(); k++) {
                within[j] += half * rule.weight(k) * densities[k][j];
            }
        }
        for (int k = 0; k < rule.size(); k++) {
            addNode(k, half);
        }
        for (int j = 0; j < within.length; j++) {
            above[j] += within[j];
        }
    }

    private void fillDensities(double y, double[] at) {
        double logRest = -Math.max(y, 0) - Math.log1p(Math.exp(-Math.abs(y)));
        for (int j = 0; j < at.length; j++) {
            at[j] = scores[j].density(y + logRest, logRest);
        }
    }

    private void addNode(int node, double half) {
        double product = half * rule.weight(node);
        for (int j = 0; j < ratios.length; j++) {
            double cumulative = cumulative(node, half, j);
            product *= cumulative;
            ratios[j] = densities[node][j] / cumulative;
        }
        for (int j = 0; j < masses.length; j++) {
            masses[j] += product * ratios[j];
        }
    }

    private double cumulative(int node, double half, int score) {
        double below = 0;
        for (int l = 0; l < rule.size(); l++) {
            below += rule.cumulativeWeight(node, l) * densities[l][score];
        }
        return Math.max(BetaQuadrature.CUMULATIVE_MIN, 1 - above[score] - within[score] + half * below);
    }
}
