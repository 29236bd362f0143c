package dev.leverframe.domain;

import dev.leverframe.model.Context;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Category;
import dev.leverframe.model.FeatureSchema.Flag;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Numeric;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureSchema.Unknown;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.VerdictRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Specifications of every kind that there is, and contexts to go with them. */
final class RandomSpecs {
    static final List<String> NAMES =
            IntStream.range(0, 7).mapToObj(i -> "arm" + i).toList();

    /** Each type as it is, and whatever makes one keep other numbers. */
    static final List<PolicySpec> POLICIES = Stream.concat(
                    Arrays.stream(PolicyType.values())
                            .map(PolicySpec::of)
                            .map(each -> each.type().hasShares() ? shared(each) : each),
                    Stream.of(
                            PolicySpec.of(PolicyType.THOMPSON).with("half_life_s", 1),
                            PolicySpec.of(PolicyType.THOMPSON).with("update", "binarised"),
                            PolicySpec.of(PolicyType.TOP_TWO_THOMPSON).with("window_s", 10),
                            PolicySpec.of(PolicyType.GAUSSIAN_THOMPSON).with("window_s", 10),
                            PolicySpec.of(PolicyType.EPSILON_GREEDY).with("half_life_s", 1),
                            PolicySpec.of(PolicyType.UCB1).with("discount", 0.9),
                            PolicySpec.of(PolicyType.UCB1).with("window_pulls", 30),
                            PolicySpec.of(PolicyType.SQUARE_CB).with("regressor", "means"),
                            PolicySpec.of(PolicyType.LIN_UCB)
                                    .with("radius", "theory")
                                    .with("dimension_max", 4),
                            PolicySpec.of(PolicyType.LIN_TS_DIAG)
                                    .with("half_life_s", 1)
                                    .with("initial_pulls", 1),
                            PolicySpec.of(PolicyType.LIN_TS_FULL)
                                    .with("noise", "fixed")
                                    .with("initial_pulls", 0)))
            .toList();

    private static final List<ContextSpec> CONTEXTS = List.of(
            new ContextSpec(8),
            new ContextSpec(32),
            new ContextSpec(
                    24,
                    new FeatureSchema(
                            Map.of(
                                    "tokens", new Numeric(Scale.LOG, 0, 0),
                                    "share", new Numeric(Scale.RANGE, 0, 1),
                                    "task", new Category(List.of("code", "chat")),
                                    "tools", new Flag(),
                                    "arm.price", new Numeric(Scale.STANDARDISE, 0, 0)),
                            List.of(new Interaction("task", "arm.price"), new Interaction("tools", "other")),
                            Unknown.HASH)));

    private final Random random;

    RandomSpecs(Random random) {
        this.random = random;
    }

    private static PolicySpec shared(PolicySpec policy) {
        return policy.withShares(Map.of(NAMES.get(0), 0.25, NAMES.get(5), 0.5, "never", 0.25));
    }

    DomainSpec domain() {
        return domain(policy());
    }

    DomainSpec domain(PolicySpec core) {
        List<String> arms = NAMES.stream().filter(name -> random.nextInt(3) > 0).toList();
        Map<String, Context.Named> features = new HashMap<>();
        if (random.nextBoolean()) {
            arms.forEach(arm -> features.put(arm, armFeatures()));
        }
        return new DomainSpec(
                "analysis",
                arms,
                random.nextBoolean(),
                core,
                random.nextInt(3) == 0 ? RewardSettings.DEFAULT : reward(),
                one(CONTEXTS),
                one(List.of(50L, 1_000L, 100_000L)),
                features,
                Map.of(NAMES.get(1), NAMES.get(0), NAMES.get(2), NAMES.get(0), NAMES.get(6), NAMES.get(3)));
    }

    private RewardSettings reward() {
        return new RewardSettings(
                0.8,
                0.1,
                0.1,
                500,
                0.02,
                0.1,
                RewardSettings.LatencyShape.EXP,
                one(List.of(RewardSettings.Combine.values())),
                one(List.of(RewardSettings.Missing.values())),
                0.25);
    }

    private Context.Named armFeatures() {
        return new Context.Named(List.of(new Context.Numeric("price", random.nextInt(5))));
    }

    PolicySpec policy() {
        PolicySpec policy = one(POLICIES);
        return random.nextInt(4) == 0 ? policy.with("exploration_floor", 0.05) : policy;
    }

    /** One that huge numbers break. */
    PolicySpec fragile() {
        return PolicySpec.of(one(List.of(PolicyType.LIN_TS_DIAG, PolicyType.LIN_TS_FULL)));
    }

    ExperimentSpec experiment() {
        List<Variant> variants = new ArrayList<>(List.of(new Variant("control", 1, policy())));
        for (int i = random.nextInt(3); i >= 0; i--) {
            variants.add(new Variant("treatment" + i, random.nextInt(3), policy()));
        }
        return new ExperimentSpec(
                "e" + random.nextInt(3),
                "control",
                one(List.of(Scheme.values())),
                "salt" + random.nextInt(2),
                1000,
                random.nextBoolean() ? 10_000 : 6_000,
                one(List.of(LearningScope.values())),
                variants,
                evidence());
    }

    /** Rules that come to a verdict within a short history. */
    private EvidenceSettings evidence() {
        VerdictRules rules = new VerdictRules(random.nextInt(30), 1, random.nextInt(500), 0, 0, 0.4, 300);
        return new EvidenceSettings(
                0.4,
                one(List.of(EvidenceSettings.Correction.values())),
                random.nextBoolean(),
                50,
                one(List.of(EvidenceSettings.UnitAnalysis.values())),
                1 + random.nextInt(300),
                rules,
                random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new Guardrail(Guardrail.Kind.LATENCY_OVER_SLO, 900, 0.001, 0.4),
                                new Guardrail(Guardrail.Kind.MISSING_OUTCOMES, 0, 0.001, 0.4)));
    }

    /** The same with other weights, or with nothing but another exposure. */
    ExperimentSpec reweighed(ExperimentSpec spec) {
        boolean moved = random.nextBoolean();
        List<Variant> variants = spec.variants().stream()
                .map(each -> new Variant(each.variant(), moved ? 1 + random.nextInt(4) : each.weight(), each.policy()))
                .toList();
        return new ExperimentSpec(
                spec.experiment(),
                spec.control(),
                spec.allocation(),
                spec.salt(),
                spec.resolution(),
                9_000 + random.nextInt(1_000),
                spec.learningScope(),
                variants,
                spec.evidence());
    }

    Context context() {
        return switch (random.nextInt(4)) {
            case 0 -> Context.NONE;
            case 1 -> vector(1);
            default -> named();
        };
    }

    /** Numbers so large that no arithmetic endures them. */
    Context hugeContext() {
        return vector(1e200);
    }

    private Context vector(double scale) {
        return new Context.Vector(
                random.doubles(random.nextInt(8), -scale, scale).toArray());
    }

    private Context named() {
        List<Context.Feature> features = new ArrayList<>();
        if (random.nextBoolean()) {
            features.add(new Context.Numeric("tokens", Math.exp(8 * random.nextDouble())));
        }
        if (random.nextBoolean()) {
            features.add(new Context.Numeric("share", random.nextDouble()));
        }
        if (random.nextBoolean()) {
            features.add(new Context.Category("task", one(List.of("code", "chat", "poem"))));
        }
        if (random.nextBoolean()) {
            features.add(new Context.Flag("tools", random.nextBoolean()));
        }
        if (random.nextInt(30) == 0) {
            features.add(new Context.Category("long", "x".repeat(5_000)));
        }
        features.add(new Context.Numeric("other" + random.nextInt(5), random.nextGaussian()));
        return new Context.Named(features);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
