package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Decision;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a flag off, the policies that do not need it decide bit for bit as if nobody had ever heard of it. */
class FlagsOffTest {
    @ParameterizedTest
    @EnumSource(
            value = PolicyType.class,
            names = {"LIN_TS_DIAG", "LIN_TS_FULL"},
            mode = EnumSource.Mode.EXCLUDE)
    void policiesThatNeedNoFlagDecideBitForBitAsWithoutExperiments(PolicyType core) {
        DomainFixture plain = new DomainFixture(core);
        DomainFixture flagged = new DomainFixture(core)
                .withExperiment(DomainFixture.experiment("e", PolicyType.UCB1, PolicyType.LIN_TS_DIAG), Phase.ACTIVE);
        assertThat(compare(plain, flagged, 1_000)).isTrue();
        assertThat(flagged.state.stats().arms()).isEqualTo(plain.state.stats().arms());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyType.class,
            names = {"LIN_TS_DIAG", "LIN_TS_FULL"},
            mode = EnumSource.Mode.EXCLUDE)
    void linTsFlagChangesNothingForOtherPolicies(PolicyType core) {
        DomainFixture off = new DomainFixture(core);
        DomainFixture on = new DomainFixture(core);
        on.state.changes().flags(new Flags(false, true), on.nowMs);
        assertThat(compare(off, on, 1_000)).isTrue();
    }

    private static boolean compare(DomainFixture one, DomainFixture other, int decisions) {
        boolean same = true;
        for (int i = 0; i < decisions; i++) {
            String id = "d" + i;
            Decision decision = one.select(id, "user-" + i % 40);
            same &= other.select(id, "user-" + i % 40).equals(decision) && decision.reason() == Reason.CORE_POLICY;
            double reward = DomainFixture.worth(id, decision.arm());
            one.reward(id, reward);
            other.reward(id, reward);
        }
        return same;
    }
}
