package dev.leverframe.learning;

import dev.leverframe.model.FeatureVector;
import java.util.SplittableRandom;

/**
 * Arms whose rewards are linear in the context, plus noise: {@code middle + scale (w_a . x + noise)}, clipped to [0, 1].
 * Features are the constant, indicators of one of several groups, and numbers around 0 that share a common cause.
 */
final class LinearWorld implements World {
    private final int arms;
    private final FeatureVector[] contexts;
    private final double[][] expected;
    private final double[][] rewards;

    /**
     * @param numbers features that are numbers
     * @param groups indicators, one of which is set
     */
    LinearWorld(long seed, int steps, int arms, int numbers, int groups, Rewards rewards) {
        SplittableRandom random = new SplittableRandom(seed);
        this.arms = arms;
        int d = 1 + groups + numbers;
        double[][] weights = new double[arms][d];
        for (double[] w : weights) {
            for (int j = 0; j < d; j++) {
                w[j] = random.nextGaussian() * (j == 0 ? 0.5 : j <= groups ? 0.7 : 1.0 / Math.sqrt(numbers));
            }
        }
        contexts = new FeatureVector[steps];
        expected = new double[steps][arms];
        this.rewards = new double[steps][arms];
        for (int t = 0; t < steps; t++) {
            double[] x = context(random, groups, numbers);
            contexts[t] = FeatureVector.dense(x);
            for (int a = 0; a < arms; a++) {
                expected[t][a] = clip(rewards.middle() + rewards.scale() * dot(weights[a], x));
                this.rewards[t][a] = rewards.binary()
                        ? (random.nextDouble() < expected[t][a] ? 1 : 0)
                        : clip(expected[t][a] + rewards.scale() * rewards.noise() * random.nextGaussian());
            }
        }
    }

    /**
     * How rewards are made of scores.
     *
     * @param scale of the differences between arms and contexts
     * @param noise standard deviation in units of the scale
     * @param binary whether rewards are tosses of a coin with the expected reward
     */
    record Rewards(double middle, double scale, double noise, boolean binary) {}

    private static double[] context(SplittableRandom random, int groups, int numbers) {
        double[] x = new double[1 + groups + numbers];
        x[0] = 1;
        if (groups > 0) {
            x[1 + random.nextInt(groups)] = 1;
        }
        double common = random.nextGaussian();
        for (int j = 1 + groups; j < x.length; j++) {
            x[j] = 0.7 * common + 0.7 * random.nextGaussian();
        }
        return x;
    }

    private static double dot(double[] w, double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += w[j] * x[j];
        }
        return sum;
    }

    private static double clip(double reward) {
        return Math.max(0, Math.min(1, reward));
    }

    @Override
    public int arms() {
        return arms;
    }

    @Override
    public int steps() {
        return contexts.length;
    }

    @Override
    public FeatureVector context(int step) {
        return contexts[step];
    }

    @Override
    public double expected(int step, int arm) {
        return expected[step][arm];
    }

    @Override
    public double reward(int step, int arm) {
        return rewards[step][arm];
    }
}
