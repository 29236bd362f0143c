package dev.leverframe.policy;

/**
 * Weight, mean and sum of squared deviations of the rewards of each arm, updated one reward at a time (Welford, "Note on
 * a Method for Calculating Corrected Sums of Squares and Products", 1962; with weights: West, "Updating Mean and Variance
 * Estimates: An Improved Method", 1979). A reward weighs 1 when it is learned. In a memory: {@code counts}, {@code means},
 * {@code squares}, by arm.
 */
final class ArmMoments implements ArmPart {
    private double[] counts = {};
    private double[] means = {};
    private double[] squares = {};

    void add(int arm, double reward) {
        grow(arm);
        counts[arm]++;
        double deviation = reward - means[arm];
        means[arm] += deviation / counts[arm];
        squares[arm] += deviation * (reward - means[arm]);
    }

    private void grow(int arm) {
        counts = ArmArrays.grown(counts, arm);
        means = ArmArrays.grown(means, arm);
        squares = ArmArrays.grown(squares, arm);
    }

    @Override
    public int arms() {
        return counts.length;
    }

    @Override
    public void fade(int arm, double factor) {
        grow(arm);
        counts[arm] *= factor;
        squares[arm] *= factor;
    }

    @Override
    public void copy(int arm, int like, double factor) {
        grow(Math.max(arm, like));
        counts[arm] = factor * counts[like];
        means[arm] = means[like];
        squares[arm] = factor * squares[like];
    }

    @Override
    public double weight(int arm) {
        return count(arm);
    }

    /** Weight of the arm's rewards; their number while nothing fades. */
    double count(int arm) {
        return ArmArrays.get(counts, arm);
    }

    /** Mean reward, 0 for an arm without one. */
    double mean(int arm) {
        return ArmArrays.get(means, arm);
    }

    /** Sum of squared deviations from the mean. */
    double squares(int arm) {
        return ArmArrays.get(squares, arm);
    }

    /** Rewards in [0, 1] bound their mean and, by their number, their squared deviations. */
    @Override
    public String flaw(int arm) {
        String count = Flaws.outside("count", count(arm), 0, Flaws.COUNT_MAX);
        String mean = Flaws.outside("mean", mean(arm), -Flaws.SLACK, 1 + Flaws.SLACK);
        String square = Flaws.outside("squares", squares(arm), -Flaws.SLACK, count(arm) + Flaws.SLACK);
        return !count.isEmpty() ? count : !mean.isEmpty() ? mean : square;
    }

    @Override
    public void memorise(Memory.Builder into, String prefix) {
        into.put(prefix + "counts", counts).put(prefix + "means", means).put(prefix + "squares", squares);
    }

    @Override
    public void restore(Memory memory, String prefix) {
        counts = memory.get(prefix + "counts");
        means = memory.get(prefix + "means");
        squares = memory.get(prefix + "squares");
        Flaws.sameLength("statistics of arms", counts.length, means.length, squares.length);
    }
}
