package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Inverse gap weighting over any regression (Foster and Rakhlin, "Beyond UCB: Optimal and Efficient Contextual Bandits with
 * Regression Oracles", 2020, algorithm 1; the weights are those of Abe and Long, 1999).
 *
 * <pre>
 *   P(a) = 1 / (K + gamma_t (y_best - y_a))    for every arm but the best, which has the rest
 *   gamma_t = gamma_scale t^gamma_exponent     t: rewards learned, of all arms
 * </pre>
 *
 * {@code y} is what the regression predicts: for {@code regressor=linear} the posterior mean of the linear regression of
 * {@link LinTsDiag}, with its defaults, and for {@code regressor=means} the running mean of the arm. Deviations: arms within
 * {@code tie_tolerance} of the best share the rest equally; the schedule of gamma is that of Vowpal Wabbit in place of the
 * theorem's, which needs a bound on the regret of the regression.
 */
final class SquareCb implements Policy {
    private static final String LEARNED = "square_cb_learned";

    private final Policy regressor;
    private final double gammaScale;
    private final double gammaExponent;
    private final double tieTolerance;
    private long learned;

    SquareCb(PolicySpec spec) {
        boolean linear = spec.word("regressor").equals("linear");
        Map<String, Double> common = new TreeMap<>(spec.numbers());
        common.keySet().removeIf(name -> name.startsWith("gamma_"));
        regressor = linear
                ? new LinTsDiag(new PolicySpec(PolicyType.LIN_TS_DIAG, common, Map.of()))
                : new Greedy(new PolicySpec(PolicyType.GREEDY, common, Map.of()));
        gammaScale = spec.number("gamma_scale");
        gammaExponent = spec.number("gamma_exponent");
        tieTolerance = spec.number("tie_tolerance");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(probabilities(scores(candidates), gamma(learned), tieTolerance));
    }

    double gamma(long t) {
        return gammaScale * Math.pow(t, gammaExponent);
    }

    static double[] probabilities(double[] predictions, double gamma, double tieTolerance) {
        double best = Arrays.stream(predictions).max().orElseThrow();
        double[] p = Ties.shareAmongBest(predictions, tieTolerance);
        double others = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] == 0) {
                others += 1 / (p.length + gamma * (best - predictions[i]));
            }
        }
        for (int i = 0; i < p.length; i++) {
            p[i] = p[i] == 0 ? 1 / (p.length + gamma * (best - predictions[i])) : p[i] * (1 - others);
        }
        return p;
    }

    /** What the regression predicts. */
    @Override
    public double[] scores(Candidates candidates) {
        return regressor.scores(candidates);
    }

    @Override
    public void learn(Observation observation) {
        regressor.learn(observation);
        learned++;
    }

    @Override
    public boolean contextual() {
        return regressor.contextual();
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        regressor.seed(arm, like, pulls);
    }

    @Override
    public Memory memory() {
        Memory.Builder memory = Memory.builder();
        regressor.memory().forEach((name, array) -> memory.put(name, array));
        return memory.put(LEARNED, learned).build();
    }

    @Override
    public void restore(Memory memory) {
        regressor.restore(memory);
        learned = ArmArrays.whole(memory.get(LEARNED))[0];
    }

    @Override
    public Optional<String> flaw(int arm) {
        return regressor.flaw(arm);
    }
}
