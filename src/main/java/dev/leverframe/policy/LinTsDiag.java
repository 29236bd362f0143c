package dev.leverframe.policy;

import static java.util.Objects.requireNonNull;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Thompson sampling with one Bayesian linear regression an arm (Agrawal and Goyal, "Thompson Sampling for Contextual
 * Bandits with Linear Payoffs", 2013), coefficients taken as independent: O(non-zero features) an arm, whatever the
 * dimension. The update is that of {@link DiagonalRegression}.
 *
 * <pre>
 *   score(a) ~ N(sum m_j x_j, v^2 noise sum S_j x_j^2)      P(a) = P(a's score is the largest)
 * </pre>
 *
 * A linear image of independent normal coefficients is normal with that mean and variance, and arms share no
 * coefficient: so the scores have the same joint law as if the coefficients were drawn, and the probabilities are
 * integrated ({@link GaussianQuadrature}). Deviations: coefficients are independent, which costs regret against the
 * full covariance; a normal takes the place of the Student-t that an unknown noise variance gives.
 *
 * <p>{@code noise=fixed}: it is {@code noise_variance} for ever and all coefficients start at 0.
 *
 * <p>{@code noise=learned}: the variance of all rewards so far is the guess of an arm's noise, worth {@code noise_n}
 * observations, and the constant's coefficient of an arm starts at the mean of the rewards that the policy had learned before
 * the arm's first ({@link RewardScale}). Starting at 0 instead makes the other coefficients
 * explain the level of the rewards, and the noise variance inherits those first large residuals. The start is frozen at
 * the arm's first reward: regressing on {@code reward - running mean} would judge old and new rewards against different
 * zeros. Recomputing every posterior for the current running mean is possible (it is affine in the prior mean) and was
 * measured: within noise of this, for twice the state.
 *
 * <p>With {@code half_life_s} posteriors return with time to where an arm would start now ({@link Forgetting}, {@link
 * DiagonalRegression}), and the running mean of the rewards returns to the prior's.
 *
 * <p>In a memory: {@link RewardScale}; {@code arms}, the numbers of those that learned; {@code
 * times}, that of the last reward of each of these; and {@code arm.<number>.*} with {@code means}, {@code variances},
 * {@code evidence} of the noise (weight of the rewards, and B).
 */
final class LinTsDiag implements Policy {
    /** Far more than a domain may have: a larger number can only be a broken one. */
    private static final int ARMS_MAX = 1 << 20;

    private final GaussianQuadrature quadrature = new GaussianQuadrature();
    private final Forgetting forgetting;
    private final RewardScale scale;
    private final double explorationScale;
    private final double noiseCount;
    private final double priorVariance;
    private @Nullable DiagonalRegression[] regressions = {};
    private long[] times = {};
    private double[] means = {};
    private double[] deviations = {};

    LinTsDiag(PolicySpec spec) {
        forgetting = Forgetting.fading(spec);
        scale = new RewardScale(spec, forgetting);
        explorationScale = spec.number("exploration_scale");
        noiseCount = scale.learnsNoise() ? spec.number("noise_n") : Double.POSITIVE_INFINITY;
        priorVariance = spec.number("prior_scale") / spec.number("noise_variance");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        if (means.length != candidates.size()) {
            means = new double[candidates.size()];
            deviations = new double[candidates.size()];
        }
        predict(candidates);
        return Distribution.of(quadrature.probabilityOfBest(means, deviations));
    }

    /** Means and deviations of the scores; of arms without a reward they are worked out once, where they see the same. */
    @SuppressWarnings("ReferenceEquality") // another vector may be equal: then it is worked out anew
    private void predict(Candidates candidates) {
        double intercept = scale.mean(candidates.atMs());
        double guess = scale.noiseVariance(candidates.atMs());
        int unseen = -1;
        for (int i = 0; i < means.length; i++) {
            DiagonalRegression learned = regression(candidates.arm(i));
            FeatureVector x = candidates.features(i);
            if (learned == null && unseen >= 0 && candidates.features(unseen) == x) {
                means[i] = means[unseen];
                deviations[i] = deviations[unseen];
                continue;
            }
            unseen = learned == null ? i : unseen;
            DiagonalRegression regression = learned == null ? startingAt(intercept) : learned;
            double left = left(candidates.arm(i), candidates.atMs());
            means[i] = regression.predict(x, left, intercept);
            deviations[i] = explorationScale * Math.sqrt(regression.predictionVariance(x, left, guess));
        }
    }

    /** Posterior means of the scores. */
    @Override
    public double[] scores(Candidates candidates) {
        double intercept = scale.mean(candidates.atMs());
        DiagonalRegression unseen = startingAt(intercept);
        double[] means = new double[candidates.size()];
        for (int i = 0; i < means.length; i++) {
            double left = left(candidates.arm(i), candidates.atMs());
            means[i] = regression(candidates.arm(i), unseen).predict(candidates.features(i), left, intercept);
        }
        return means;
    }

    @Override
    public void learn(Observation observation) {
        int arm = observation.arm();
        makeRoom(arm);
        double intercept = scale.learn(observation.reward(), observation.atMs());
        DiagonalRegression regression = regression(arm, startingAt(intercept));
        regression.fade(left(arm, observation.atMs()), intercept);
        regression.learn(observation.features(), observation.reward());
        regressions[arm] = regression;
        times[arm] = Math.max(times[arm], observation.atMs());
    }

    private void makeRoom(int arm) {
        if (arm >= regressions.length) {
            regressions = Arrays.copyOf(regressions, ArmArrays.newLength(regressions.length, arm));
        }
        times = ArmArrays.grown(times, arm);
    }

    /** The part of what an arm learned that is left. */
    private double left(int arm, long nowMs) {
        return regression(arm) == null ? 1 : forgetting.factor(times[arm], nowMs);
    }

    @Override
    public void seed(int arm, int like, double pulls) {
        DiagonalRegression learned = regression(like);
        if (learned != null && regression(arm) == null) {
            makeRoom(arm);
            regressions[arm] = learned.discounted(pulls);
            times[arm] = times[like];
        }
    }

    RewardScale scale() {
        return scale;
    }

    /** What was learned about the arm; null if nothing. */
    @Nullable
    DiagonalRegression regression(int arm) {
        return arm < regressions.length ? regressions[arm] : null;
    }

    private DiagonalRegression regression(int arm, DiagonalRegression unseen) {
        DiagonalRegression learned = regression(arm);
        return learned == null ? unseen : learned;
    }

    private DiagonalRegression startingAt(double intercept) {
        return new DiagonalRegression(intercept, priorVariance, noiseCount);
    }

    @Override
    public Memory memory() {
        int[] arms = IntStream.range(0, regressions.length)
                .filter(arm -> regressions[arm] != null)
                .toArray();
        Memory.Builder memory = Memory.builder()
                .put("arms", Arrays.stream(arms).asLongStream().toArray())
                .put("times", Arrays.stream(arms).mapToLong(arm -> times[arm]).toArray());
        for (int arm : arms) {
            requireNonNull(regressions[arm], "only arms that learned are listed")
                    .memorise(memory, prefix(arm));
        }
        scale.memorise(memory);
        return memory.build();
    }

    @Override
    public void restore(Memory memory) {
        long[] arms = Flaws.counts(memory, "arms");
        long[] kept = Flaws.counts(memory, "times");
        Flaws.sameLength("arms, times", arms.length, kept.length);
        scale.restore(memory);
        regressions = new @Nullable DiagonalRegression[0];
        times = new long[0];
        for (int i = 0; i < arms.length; i++) {
            restore(memory, (int) Flaws.within("arm", arms[i], 0, ARMS_MAX), kept[i]);
        }
    }

    private void restore(Memory memory, int arm, long lastOfArm) {
        DiagonalRegression regression = startingAt(0);
        regression.restore(memory, prefix(arm));
        makeRoom(arm);
        regressions[arm] = regression;
        times[arm] = lastOfArm;
    }

    private static String prefix(int arm) {
        return "arm." + arm + ".";
    }

    @Override
    public Optional<String> flaw(int arm) {
        DiagonalRegression regression = regression(arm);
        if (regression != null && !regression.isSound()) {
            return Optional.of("a coefficient or the noise of an arm is not finite or not positive");
        }
        return scale.flaw();
    }

    @Override
    public boolean contextual() {
        return true;
    }

    @Override
    public double propensityError() {
        return quadrature.error();
    }
}
