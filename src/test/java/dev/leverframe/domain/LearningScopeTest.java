package dev.leverframe.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Select;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who learns from a decision of an active experiment. The treatment gets no traffic, so all it can know is from others. */
class LearningScopeTest {
    @Test
    void isolatedVariantLearnsNothingFromOthers() {
        DomainFixture domain = afterTrafficOfTheControl(LearningScope.ISOLATED);
        assertThat(treatment(domain)).isEqualTo(Distribution.uniform(DomainFixture.ARMS.size()));
    }

    @Test
    void sharedVariantLearnsFromOthers() {
        DomainFixture domain = afterTrafficOfTheControl(LearningScope.SHARED);
        assertThat(treatment(domain).get(0)).isGreaterThan(0.9);
    }

    @Test
    void corePolicyLearnsNothingFromVariants() {
        DomainFixture domain = afterTrafficOfTheControl(LearningScope.SHARED);
        domain.state
                .changes()
                .changePhase(requireNonNull(domain.state.experiment("e")), Phase.STOPPED, "test", domain.nowMs);
        assertThat(domain.select("core").propensity())
                .as("the core policy still knows nothing")
                .isEqualTo(1.0 / DomainFixture.ARMS.size());
    }

    private static DomainFixture afterTrafficOfTheControl(LearningScope scope) {
        ExperimentSpec spec = new ExperimentSpec(
                "e",
                "control",
                Scheme.MODULO,
                "e",
                10_000,
                10_000,
                scope,
                List.of(
                        new Variant("control", 1, PolicySpec.of(PolicyType.EPSILON_GREEDY)),
                        new Variant("treatment", 0, PolicySpec.of(PolicyType.EPSILON_GREEDY))));
        DomainFixture domain =
                new DomainFixture(PolicyType.EPSILON_GREEDY).withFlags().withExperiment(spec, Phase.ACTIVE);
        for (int i = 0; i < 2_000; i++) {
            Decision decision = domain.select("d" + i);
            domain.reward("d" + i, decision.arm().equals("modelA") ? 1 : 0);
        }
        return domain;
    }

    /** What the treatment would do now. */
    private static Distribution treatment(DomainFixture domain) {
        Select select = new Select("asked", DomainFixture.ARMS, Context.NONE, null, null, true);
        Decision decision = (Decision) domain.state.select(select, domain.nowMs);
        return requireNonNull(decision.explanation())
                .proposals()
                .get(0)
                .of("treatment")
                .distribution();
    }
}
