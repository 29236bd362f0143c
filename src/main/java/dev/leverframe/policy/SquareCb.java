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
 *
 * <p>Where rewards are forgotten ({@link Forgetting}) so are they by the regression, and t is what is left of their number: gamma
 * stays where it is right for so few. In a memory: that of the regression, {@code square_cb_learned} and, where they fade,
 * {@code square_cb_time} of the last reward.
 */
final class SquareCb implements Policy {
    private static final String LEARNED = "square_cb_learned";
    private static final String TIME = "square_cb_time";

    private final Policy regressor;
    private final Forgetting forgetting;
    private final double gammaScale;
    private final double gammaExponent;
    private final double tieTolerance;
    private double learned;
    private long lastMs;

    SquareCb(PolicySpec spec) {
        boolean linear = spec.word("regressor").equals("linear");
        Map<String, Double> common = new TreeMap<>(spec.numbers());
        common.keySet().removeIf(name -> name.startsWith("gamma_"));
        regressor = linear
                ? new LinTsDiag(new PolicySpec(PolicyType.LIN_TS_DIAG, common, Map.of()))
                : new Greedy(new PolicySpec(PolicyType.GREEDY, common, Map.of()));
        forgetting = Forgetting.fading(spec);
        gammaScale = spec.number("gamma_scale");
        gammaExponent = spec.number("gamma_exponent");
        tieTolerance = spec.number("tie_tolerance");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        double t = forgetting.factor(lastMs, candidates.atMs()) * learned;
        return Distribution.of(probabilities(scores(candidates), gamma(t), tieTolerance));
    }

    double gamma(double t) {
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
        learned = forgetting.factor(lastMs, observation.atMs()) * learned + 1;
        lastMs = Math.max(lastMs, observation.atMs());
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
        if (forgetting.fades()) {
            memory.put(TIME, lastMs);
        }
        return memory.put(LEARNED, learned).build();
    }

    @Override
    public void restore(Memory memory) {
        regressor.restore(memory);
        learned = Flaws.within(LEARNED, memory.number(LEARNED, Double.NaN), 0, Flaws.COUNT_MAX);
        lastMs =
                (long) Flaws.within(TIME, memory.number(TIME, forgetting.fades() ? Double.NaN : 0), 0, Flaws.COUNT_MAX);
    }

    @Override
    public Optional<String> flaw(int arm) {
        String flaw = Flaws.outside(LEARNED, learned, 0, Flaws.COUNT_MAX);
        return flaw.isEmpty() ? regressor.flaw(arm) : Optional.of(flaw);
    }
}
