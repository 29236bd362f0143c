package dev.leverframe.statistics;

import dev.leverframe.evidence.ArmMeans;
import dev.leverframe.evidence.Behaviour;
import dev.leverframe.evidence.PairedDifference;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two policies over two arms, each decision allocated by itself; the comparison weighs every decision by the mixture. Contexts
 * come in two kinds, in which the policies may have other distributions and the arms other means.
 *
 * @param share of the treatment, in (0, 1)
 * @param treatment probability of the second arm, by kind of context; likewise {@code control}
 * @param means success rate by kind of context and arm
 */
record PairedWorlds(double share, double[] treatment, double[] control, double[][] means) {
    private static final int[] ARMS = {0, 1};

    /** The decision after which the interval first misses what the value was over the contexts so far, or {@code NEVER}. */
    int missesAt(int decisions, long seed) {
        return run(decisions, seed, true);
    }

    /** The decision after which the interval first excludes 0, or {@code NEVER}. */
    int excludesZeroAt(int decisions, long seed) {
        return run(decisions, seed, false);
    }

    private int run(int decisions, long seed, boolean truth) {
        SplittableRandom random = new SplittableRandom(seed);
        double weightMax = 1 / Math.min(share, 1 - share);
        PairedDifference paired = PairedDifference.bounded(weightMax, Experiment.PLANNED, Experiment.ALPHA);
        ArmMeans model = new ArmMeans();
        Look look = new Look();
        double values = 0;
        for (int i = 1; i <= decisions; i++) {
            int kind = random.nextInt(2);
            Distribution p1 = Distribution.of(1 - treatment[kind], treatment[kind]);
            Distribution p0 = Distribution.of(1 - control[kind], control[kind]);
            Distribution behaviour = Behaviour.mixture(new double[] {share, 1 - share}, List.of(p1, p0));
            int arm = (random.nextDouble() < share ? p1 : p0).draw(random.nextDouble());
            double reward = random.nextDouble() < means[kind][arm] ? 1 : 0;
            double[] predictions = model.predict(FeatureVector.CONSTANT, ARMS);
            paired.add(p1, p0, arm, behaviour.get(arm), reward, predictions);
            model.learn(FeatureVector.CONSTANT, arm, reward);
            values += (treatment[kind] - control[kind]) * (means[kind][1] - means[kind][0]);
            if (look.excludes(paired.sequence(), truth ? values / i : 0, Experiment.ALPHA)) {
                return i;
            }
        }
        return Experiment.NEVER;
    }
}
