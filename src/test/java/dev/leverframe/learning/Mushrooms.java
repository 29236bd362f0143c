package dev.leverframe.learning;

import dev.leverframe.model.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * To eat or to skip (Riquelme, Tucker and Snoek, "Deep Bayesian Bandits Showdown", 2018): a skipped mushroom brings 0 points,
 * an edible one 5, a poisonous one 5 or -35 by the toss of a coin; rows drawn with replacement, reward (points + 35) / 40.
 * Context: one position for each of the 117 values that an attribute takes, and the constant.
 */
final class Mushrooms implements World {
    private static final List<String> LINES =
            DemoData.text("agaricus-lepiota.data").lines().toList();
    private static final List<FeatureVector> CONTEXTS = contexts();
    private static final double SKIPPED = 35.0 / 40;
    private static final double POISONED = 20.0 / 40;
    private static final int EAT = 0;

    private final int[] rows;
    private final boolean[] spared;

    Mushrooms(long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        rows = random.ints(steps, 0, LINES.size()).toArray();
        spared = new boolean[steps];
        for (int i = 0; i < steps; i++) {
            spared[i] = random.nextBoolean();
        }
    }

    private static List<FeatureVector> contexts() {
        Map<String, Integer> positions = new TreeMap<>();
        List<FeatureVector> contexts = new ArrayList<>();
        for (String line : LINES) {
            String[] cells = line.split(",");
            double[] x = new double[200];
            x[0] = 1;
            for (int i = 1; i < cells.length; i++) {
                x[positions.computeIfAbsent(i + cells[i], unused -> positions.size() + 1)] = 1;
            }
            contexts.add(FeatureVector.dense(Arrays.copyOf(x, x.length)));
        }
        return contexts;
    }

    @Override
    public int arms() {
        return 2;
    }

    @Override
    public int steps() {
        return rows.length;
    }

    @Override
    public FeatureVector context(int step) {
        return CONTEXTS.get(rows[step]);
    }

    private boolean edible(int step) {
        return LINES.get(rows[step]).charAt(0) == 'e';
    }

    @Override
    public double expected(int step, int arm) {
        return arm == EAT ? (edible(step) ? 1 : POISONED) : SKIPPED;
    }

    @Override
    public double reward(int step, int arm) {
        return arm == EAT ? (edible(step) || spared[step] ? 1 : 0) : SKIPPED;
    }
}
