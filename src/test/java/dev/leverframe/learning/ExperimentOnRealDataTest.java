package dev.leverframe.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.domain.DomainState;
import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats.Realised;
import dev.leverframe.model.DomainStats.VariantStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Select;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An experiment between looking at the context and not looking finds out which is better, where one of them is. */
class ExperimentOnRealDataTest {
    private static final int DIMENSION = 201;
    private static final PolicySpec BLIND =
            PolicySpec.of(PolicyType.EPSILON_GREEDY).with("epsilon", 0.05);
    private static final PolicySpec SEEING = PolicySpec.of(PolicyType.LIN_TS_FULL);

    /** The difference between the two was .059 a decision in replays of each alone; four standard errors are under .02. */
    @Test
    void lookingWinsOnMushrooms() {
        Difference difference = run(new Mushrooms(5, 4_000));
        assertThat(difference.mean()).isGreaterThan(4 * difference.standardError());
    }

    /** Replays of each alone differ by less than .002 a decision, a standard error of this experiment: nobody can have won. */
    @Test
    void nobodyWinsOnPrompts() {
        Difference difference = run(new Prompts(5));
        assertThat(Math.abs(difference.mean())).isLessThan(4 * difference.standardError());
    }

    private static Difference run(World world) {
        List<String> arms =
                IntStream.range(0, world.arms()).mapToObj(arm -> "arm" + arm).toList();
        DomainState domain = new DomainState(spec(arms), Limits.DEFAULT, fact -> {});
        domain.changes().flags(new Flags(true, true), 0);
        domain.changes().configure(experiment(), 0);
        domain.changes().changePhase(domain.experiments().get(0), Phase.ACTIVE, "test", 0);
        for (int step = 0; step < world.steps(); step++) {
            Select select = new Select("step-" + step, List.of(), vector(world.context(step)), null, null, false);
            Decision decision = (Decision) domain.select(select, step);
            double reward = world.reward(step, arms.indexOf(decision.arm()));
            domain.record(new Outcome(decision.decisionId(), null, null, reward, null), step);
        }
        List<VariantStats> variants = domain.stats().experiments().get(0).variants();
        return Difference.of(variants.get(1).realised(), variants.get(0).realised());
    }

    /** The same positions as the encoded context; the constant is added by the domain. */
    private static Context vector(FeatureVector x) {
        double[] values = new double[DIMENSION - 1];
        for (int i = 0; i < x.size(); i++) {
            if (x.position(i) > 0) {
                values[x.position(i) - 1] = x.value(i);
            }
        }
        return new Context.Vector(values);
    }

    private static DomainSpec spec(List<String> arms) {
        return new DomainSpec(
                "real", arms, false, BLIND, RewardSettings.DEFAULT, new DomainSpec.ContextSpec(DIMENSION), 60_000);
    }

    private static ExperimentSpec experiment() {
        return new ExperimentSpec(
                "seeing-vs-blind",
                "blind",
                Scheme.MODULO,
                "seeing-vs-blind",
                10_000,
                10_000,
                LearningScope.ISOLATED,
                List.of(new Variant("blind", 1, BLIND), new Variant("seeing", 1, SEEING)));
    }

    private record Difference(double mean, double standardError) {
        static Difference of(Realised one, Realised other) {
            return new Difference(
                    one.rewardSum() / one.n() - other.rewardSum() / other.n(), Math.hypot(one.se(), other.se()));
        }
    }
}
