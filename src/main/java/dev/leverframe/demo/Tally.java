package dev.leverframe.demo;

/** Adds up a score step by step; means and squares by Welford's recurrence (1962). */
final class Tally {
    private final int bestSingleArm;
    private long n;
    private double rewardSum;
    private double rewardMean;
    private double rewardSquares;
    private double regretMean;
    private double regretSquares;
    private double loss;
    private double uniformLoss;
    private double usd;

    /** @param bestSingleArm the arm that regret is counted against */
    Tally(int bestSingleArm) {
        this.bestSingleArm = bestSingleArm;
    }

    /**
     * @param reward obtained, in [0, 1]
     * @param price US dollars
     */
    void add(Step step, double reward, double price) {
        n++;
        rewardSum += reward;
        double off = reward - rewardMean;
        rewardMean += off / n;
        rewardSquares += off * (reward - rewardMean);
        double regret = step.of(bestSingleArm).expected() - reward;
        double regretOff = regret - regretMean;
        regretMean += regretOff / n;
        regretSquares += regretOff * (regret - regretMean);
        double best = step.of(step.bestArm()).expected();
        loss += best - reward;
        uniformLoss += best - step.uniformReward();
        usd += price;
    }

    Score score(String name) {
        return new Score(
                name,
                n,
                rewardSum,
                standardError(rewardSquares),
                regretMean,
                standardError(regretSquares),
                loss / uniformLoss,
                usd);
    }

    /** 0 / 0 below two: not a number, as it has to be. */
    private double standardError(double squares) {
        return Math.sqrt(squares / (n - 1.0) / n);
    }
}
