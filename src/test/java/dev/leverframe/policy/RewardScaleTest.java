package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RewardScaleTest {
    private static final PolicySpec SPEC = PolicySpec.of(PolicyType.LIN_TS_DIAG);

    private static RewardScale fresh() {
        return new RewardScale(SPEC, Forgetting.NEVER);
    }

    private static RewardScale after(double... rewards) {
        RewardScale scale = fresh();
        for (double reward : rewards) {
            scale.learn(reward, 0);
        }
        return scale;
    }

    @Test
    void beforeAnyRewardItIsThePrior() {
        assertThat(fresh().mean(0)).isEqualTo(0.5);
        assertThat(fresh().noiseVariance(0)).isEqualTo(0.09);
    }

    /** Three numbers: (.5 + sum) / 4, and (.09 + sum of squares) / 4. */
    @Test
    void rewardsThatSpreadGiveTheirMeanAndVarianceWithThePrior() {
        RewardScale scale = after(0.1, 0.9, 0.8);
        assertThat(scale.mean(0)).isCloseTo(2.3 / 4, within(1e-15));
        assertThat(scale.noiseVariance(0)).isCloseTo((0.09 + 0.5 * 0.5 + 0.3 * 0.3 + 0.2 * 0.2) / 4, within(1e-15));
    }

    /** Two numbers .001 to either side of their mean: that is their deviation, and its square their variance. */
    @Test
    void rewardsCloseToEachOtherLeaveThePriorNoSayBeyondTheirSpread() {
        assertThat(after(0.004, 0.006).mean(0)).isCloseTo(0.006, within(1e-15));
        assertThat(after(0.004, 0.006).noiseVariance(0)).isCloseTo(2e-6, within(1e-15));
        assertThat(after(0.9, 0.95).mean(0)).isCloseTo(0.9, within(1e-15));
        assertThat(after(0.7).mean(0)).isEqualTo(0.7);
        assertThat(after(0.7, 0.7).noiseVariance(0)).isZero();
    }

    @Test
    void anArmStartsAtTheMeanBeforeItsFirstRewardWithinWhatThatShows() {
        assertThat(fresh().learn(0.2, 0)).isEqualTo(0.2);
        assertThat(after(0.2, 0.4).learn(0.9, 0)).isCloseTo(1.1 / 3, within(1e-15));
    }

    @Test
    void aStrongPriorHoldsOutForLonger() {
        RewardScale strong = new RewardScale(SPEC.with("prior_n", 20), Forgetting.NEVER);
        strong.learn(0.1, 0);
        strong.learn(0.2, 0);
        assertThat(strong.mean(0)).isCloseTo((20 * 0.5 + 0.3) / 22, within(1e-15));
    }

    @Test
    void withKnownNoiseRewardsTellNothing() {
        RewardScale scale = new RewardScale(SPEC.with("noise", "fixed"), Forgetting.NEVER);
        assertThat(scale.learn(0.7, 0)).isZero();
        assertThat(scale.mean(0)).isZero();
        assertThat(scale.noiseVariance(0)).isEqualTo(0.09);
    }

    @Test
    void whatIsLeftOfForgottenRewardsDoesNotBind() {
        PolicySpec spec = SPEC.with("half_life_s", 1);
        RewardScale scale = new RewardScale(spec, Forgetting.fading(spec));
        scale.learn(0.1, 0);
        assertThat(scale.mean(0)).isEqualTo(0.1);
        assertThat(scale.mean(60_000)).isCloseTo(0.5, within(1e-15));
        assertThat(scale.noiseVariance(60_000)).isCloseTo(0.09, within(1e-15));
    }

    /**
     * One arm pays .004 where a flag is set and .002 elsewhere, the other the reverse: as far apart as rewards are at all. A
     * policy that starts at .5, or takes the way from there for noise, tosses a coin for hundreds of rewards.
     */
    @ParameterizedTest
    @EnumSource(names = {"LIN_TS_DIAG", "LIN_TS_FULL", "LIN_UCB"})
    void rewardsWithinAHundredthAreToldApartAsQuicklyAsOthers(PolicyType type) {
        Policy policy = Policies.create(PolicySpec.of(type).with("exploration_floor", 0));
        for (int i = 0; i < 80; i++) {
            int flag = i / 2 % 2;
            policy.learn("d" + i, FeatureVector.dense(1, 2 * flag - 1), i % 2, i % 2 == flag ? 0.004 : 0.002);
        }
        assertThat(policy.distribution(FeatureVector.dense(1, 1), new int[] {0, 1})
                        .get(1))
                .isGreaterThan(0.95);
        assertThat(policy.distribution(FeatureVector.dense(1, -1), new int[] {0, 1})
                        .get(0))
                .isGreaterThan(0.95);
    }
}
