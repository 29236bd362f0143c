package dev.leverframe.demo;

/**
 * What somebody, or a yardstick, got on the steps that it served.
 *
 * @param name who
 * @param pulls steps served
 * @param rewardSum rewards obtained
 * @param se standard error of the mean reward, NaN below two pulls
 * @param regret mean over the steps of what the best single arm is expected to bring, minus what was obtained; below 0 where
 *     the best single arm was beaten
 * @param regretSe its standard error
 * @param lossShare reward lost against the best arm of every step, as a part of what a uniform draw is expected to lose
 * @param usd dollars spent
 */
record Score(
        String name,
        long pulls,
        double rewardSum,
        double se,
        double regret,
        double regretSe,
        double lossShare,
        double usd) {

    double meanReward() {
        return rewardSum / pulls;
    }
}
