package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Context.Numeric;
import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.Explanation;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureSchema.Unknown;
import dev.leverframe.model.Limits;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Select;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A domain with declared features and arms that have features of their own. */
class ContextsTest {
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            Map.of(
                    "arm.price", new FeatureSchema.Numeric(Scale.RANGE, 0, 1),
                    "task", new FeatureSchema.Category(List.of("code", "chat")),
                    "tokens", new FeatureSchema.Numeric(Scale.STANDARDISE, 0, 0)),
            List.of(new Interaction("task", "arm.price")),
            Unknown.IGNORE);
    private static final Map<String, Named> ARM_FEATURES =
            Map.of("modelA", price(0), "modelB", price(1), "modelC", price(0.5));
    private static final Context CODE = context("code", 100);

    private static Named price(double price) {
        return new Named(List.of(new Numeric("price", price)));
    }

    private static Context context(String task, double tokens) {
        return new Named(List.of(new Category("task", task), new Numeric("tokens", tokens)));
    }

    private static DomainSpec spec(ContextSpec context, Map<String, Named> armFeatures) {
        return new DomainSpec(
                "analysis",
                DomainFixture.ARMS,
                false,
                PolicySpec.of(PolicyType.LIN_TS_DIAG),
                RewardSettings.DEFAULT,
                context,
                DomainFixture.TTL_MS,
                armFeatures,
                Map.of());
    }

    private static DomainFixture declared() {
        return new DomainFixture(spec(new ContextSpec(16, SCHEMA), ARM_FEATURES), Limits.DEFAULT).withFlags();
    }

    private static Decision select(DomainFixture domain, String id, Context context) {
        return (Decision)
                domain.state.select(new Select(id, DomainFixture.ARMS, context, null, null, true), domain.nowMs);
    }

    private static Explanation explained(DomainFixture domain, String id, Context context) {
        return Objects.requireNonNull(select(domain, id, context).explanation());
    }

    /** arm.price 1; task 2 to 4; tokens 5; task times price 6 to 8. */
    @Test
    void explanationShowsTheServedArmsFeaturesByName() {
        DomainFixture domain = declared();
        Decision decision = select(domain, "d", CODE);
        Explanation explanation = Objects.requireNonNull(decision.explanation());
        assertThat(explanation.names())
                .containsExactly("constant", "arm.price", "task=code", "tokens", "task=code * arm.price");
        double price =
                2 * ((Numeric) ARM_FEATURES.get(decision.arm()).features().get(0)).value() - 1;
        assertThat(explanation.features().position(4)).isEqualTo(6);
        assertThat(explanation.features().value(1)).isEqualTo(price);
        assertThat(explanation.features().value(4)).isEqualTo(price);
        DecisionMade made = (DecisionMade) domain.facts.get(domain.facts.size() - 1);
        assertThat(made.features()).isEqualTo(explanation.features());
        assertThat(made.encoding()).isEqualTo(explanation.encoding());
    }

    @Test
    void encodingHasAnotherVersionOnlyAfterAnotherSchema() {
        DomainFixture domain = declared();
        String first = explained(domain, "d1", CODE).encoding();
        assertThat(first).startsWith("1-");
        domain.state.changes().configure(spec(new ContextSpec(16, SCHEMA), Map.of("modelA", price(0.2))), 1);
        assertThat(explained(domain, "d2", CODE).encoding()).isEqualTo(first);
        domain.state.changes().configure(spec(new ContextSpec(17, SCHEMA), ARM_FEATURES), 1);
        String second = explained(domain, "d3", CODE).encoding();
        assertThat(second).startsWith("2-").doesNotEndWith(first.substring(2));
        domain.state.changes().configure(spec(new ContextSpec(16, SCHEMA), ARM_FEATURES), 1);
        assertThat(explained(domain, "d4", CODE).encoding()).isEqualTo("3-" + first.substring(2));
        assertThat(explained(domain, "d1", CODE).names())
                .as("nobody knows any more what stood where")
                .containsOnly("");
    }

    /** Without it, the positions of the old encoding would teach the coefficients of other features. */
    @Test
    void decisionsFromBeforeAChangeOfSchemaAreLearnedInTheNewEncoding() {
        ContextSpec hashed = new ContextSpec(64);
        Context task = new Named(List.of(new Category("task", "code")));
        DomainFixture changed =
                new DomainFixture(spec(new ContextSpec(16, SCHEMA), Map.of()), Limits.DEFAULT).withFlags();
        DomainFixture steady = new DomainFixture(spec(hashed, Map.of()), Limits.DEFAULT).withFlags();
        for (DomainFixture domain : List.of(changed, steady)) {
            domain.state.select(new Select("d", List.of("modelB"), task, null, null, false), domain.nowMs);
        }
        changed.state.changes().configure(spec(hashed, Map.of()), changed.nowMs);
        changed.reward("d", 1);
        steady.reward("d", 1);
        assertThat(explained(changed, "next", task).scores())
                .isEqualTo(explained(steady, "next", task).scores());
    }

    @Test
    void whatIsNotAsDeclaredIsCountedAlsoByAReplay() {
        DomainFixture domain = declared();
        select(domain, "d1", Context.NONE);
        select(domain, "d2", new Named(List.of(new Category("task", "poem"), new Category("tokens", "many"))));
        select(domain, "d3", new Named(List.of(new Category("lang", "de"), new Category("task", "chat"))));
        var features = domain.state.stats().features();
        assertThat(features.missing()).isEqualTo(2 + 1 + 1);
        assertThat(features.unseen()).isEqualTo(1);
        assertThat(features.mismatched()).isEqualTo(1);
        assertThat(features.unknown()).isEqualTo(1);
        assertThat(features.fresh()).isEqualTo(1);
        assertThat(features.dropped()).isEqualTo(1);
        DomainFixture replayed = declared();
        domain.facts.forEach(replayed.state::apply);
        assertThat(replayed.state.stats().features()).isEqualTo(features);
    }

    @Test
    void replayOfArmFeaturesAndSchemaChangesGivesTheSameDecisions() {
        DomainFixture served = declared();
        served.live(300, 1);
        served.state.changes().configure(spec(new ContextSpec(48), ARM_FEATURES), served.nowMs);
        served.live(300, 2);
        DomainFixture replayed = declared();
        served.facts.forEach(replayed.state::apply);
        assertThat(replayed.state.stats()).isEqualTo(served.state.stats());
        for (int i = 0; i < 100; i++) {
            assertThat(select(replayed, "next-" + i, CODE)).isEqualTo(select(served, "next-" + i, CODE));
        }
    }

    /** The dear arm is worth its price for code only. Fixed best arm 0.55, best per context 0.8; half way is 0.675. */
    @Test
    void armFeaturesAreLearnedFrom() {
        DomainFixture domain = declared();
        Random random = new Random(9);
        double late = 0;
        for (int i = 0; i < 3_000; i++) {
            boolean code = random.nextBoolean();
            String arm = select(domain, "d" + i, context(code ? "code" : "chat", random.nextInt(900)))
                    .arm();
            double price = ((Numeric) ARM_FEATURES.get(arm).features().get(0)).value();
            double worth = code ? 0.3 + 0.5 * price : 0.8 - 0.5 * price;
            domain.reward("d" + i, Math.min(1, Math.max(0, worth + 0.1 * random.nextGaussian())));
            late += i < 2_500 ? 0 : worth;
        }
        assertThat(late / 500).isGreaterThan(0.7);
    }

    @Test
    void aVectorGoesAfterTheDeclaredFeatures() {
        DomainFixture domain = declared();
        Explanation explanation = explained(domain, "d", new Context.Vector(0.5));
        assertThat(explanation.names()).containsExactly("constant", "arm.price", "vector[0]");
        Select tooLong = new Select("e", List.of(), new Context.Vector(new double[8]), null, null, false);
        assertThat(domain.state.select(tooLong, 1).toString())
                .as("of 16 positions the constant and eight declared ones leave seven")
                .contains("at most 7 entries, got 8");
    }

    @Test
    void theLargestPropensityErrorIsKept() {
        DomainFixture domain = declared();
        assertThat(domain.state.stats().audit().errorMax()).isZero();
        domain.live(200, 4);
        double max = domain.state.stats().audit().errorMax();
        assertThat(max).isPositive().isLessThan(1e-6);
        domain.state.changes().configure(DomainFixture.spec(PolicySpec.of(PolicyType.UCB1)), domain.nowMs);
        domain.live(10, 5);
        assertThat(domain.state.stats().audit().errorMax()).isGreaterThanOrEqualTo(max);
    }
}
