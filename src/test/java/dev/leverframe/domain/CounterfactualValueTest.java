package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainStats.Counterfactual;
import dev.leverframe.model.DomainStats.VariantStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Reason;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A world whose arms have known means, and a variant that draws all arms alike: its true value is the plain mean, 0.4, whatever
 * anybody else serves. An estimate that leaves four standard errors around it does so once in 16,000 runs.
 */
class CounterfactualValueTest {
    private static final Map<String, Double> MEANS = Map.of("modelA", 0.7, "modelB", 0.4, "modelC", 0.1);
    private static final double UNIFORM_VALUE = 0.4;
    private static final PolicySpec UNIFORM =
            PolicySpec.of(PolicyType.EPSILON_GREEDY).with("epsilon", 1);

    @ParameterizedTest
    @CsvSource({"SHADOW,false", "SHADOW,true", "ACTIVE,false", "ACTIVE,true"})
    void valueOfAKnownPolicyIsEstimatedFromWhatOthersServed(Phase phase, boolean keyed) {
        DomainFixture domain = new DomainFixture(PolicyType.THOMPSON).withFlags();
        domain.withExperiment(experiment(Scheme.MODULO, 10_000), phase);
        run(domain, keyed, 8_000);
        Counterfactual uniform = variants(domain).get(1).counterfactual();
        assertThat(uniform.n()).isEqualTo(8_000);
        assertThat(uniform.rewardSum() / uniform.n())
                .isBetween(UNIFORM_VALUE - 4 * uniform.se(), UNIFORM_VALUE + 4 * uniform.se());
        // weights have mean 1, and in active without a key none can pass 1 / share
        assertThat(uniform.meanWeight()).isBetween(0.8, 1.2);
        if (phase == Phase.ACTIVE && !keyed) {
            assertThat(uniform.maxWeight()).isLessThanOrEqualTo(2.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"MODULO", "RENDEZVOUS"})
    void unitsThatAreNotExposedAreServedByTheCorePolicyAndCountNowhere(Scheme scheme) {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1).withFlags();
        domain.withExperiment(experiment(scheme, 3_000), Phase.ACTIVE);
        int exposed = 0;
        for (int i = 0; i < 2_000; i++) {
            Decision decision = domain.select("d" + i, "user-" + i);
            exposed += decision.reason() == Reason.VARIANT ? 1 : 0;
            assertThat(decision.reason()).isIn(Reason.VARIANT, Reason.CORE_POLICY);
            domain.reward("d" + i, 0.5);
        }
        // Binomial(2000, 0.3) has sd 20.5; five of them, once in two million
        assertThat(exposed).isBetween(497, 703);
        assertThat(domain.state.stats().experiments().get(0).selects()).isEqualTo(exposed);
        assertThat(variants(domain).stream().mapToLong(VariantStats::pulls).sum())
                .isEqualTo(exposed);
    }

    @Test
    void corePolicyLearnsOnlyFromWhatItServed() {
        DomainFixture alone = new DomainFixture(PolicyType.THOMPSON).withFlags();
        DomainFixture active = new DomainFixture(PolicyType.THOMPSON).withFlags();
        active.withExperiment(experiment(Scheme.MODULO, 10_000), Phase.ACTIVE);
        run(active, true, 2_000);
        active.state.changes().changePhase(active.state.experiments().get(0), Phase.STOPPED, "done", active.nowMs);
        assertThat(active.select("next").propensity())
                .isEqualTo(alone.select("next").propensity());
    }

    private static void run(DomainFixture domain, boolean keyed, int decisions) {
        Random random = new Random(17);
        for (int i = 0; i < decisions; i++) {
            @Nullable String key = keyed ? "user-" + i % 1_000 : null;
            Decision decision = domain.select("d" + i, key);
            domain.reward("d" + i, random.nextDouble() < MEANS.get(decision.arm()) ? 1 : 0);
        }
    }

    private static ExperimentSpec experiment(Scheme scheme, int exposureBps) {
        return new ExperimentSpec(
                "known",
                "control",
                scheme,
                "known",
                10_000,
                exposureBps,
                LearningScope.ISOLATED,
                List.of(
                        new Variant("control", 1, PolicySpec.of(PolicyType.THOMPSON)),
                        new Variant("uniform", 1, UNIFORM)));
    }

    private static List<VariantStats> variants(DomainFixture domain) {
        return domain.state.stats().experiments().get(0).variants();
    }
}
