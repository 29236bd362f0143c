package dev.leverframe.journal.wire;

import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.model.Change;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Outcome.Components;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Reason;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The values of the golden records of format 1, told apart from any default that the program may have. */
final class GoldenValues {
    static final Kept SNAPSHOT = new Kept(1_007, 1_790_000_060_000L, "0.1.0", state());

    static final Change CHANGE = new Change(
            1_790_000_000_000L,
            "ann@example.com",
            "analysis",
            Change.Action.PHASE_CHANGED,
            "greedy-or-not",
            "{\"phase\":\"shadow\"}",
            "{\"phase\":\"active\"}",
            "");

    /** With everything absent that can be. */
    static final Change BARE_CHANGE = new Change(
            1_790_000_000_001L, "127.0.0.1", null, Change.Action.FLAG_CHANGED, "ENABLE_RL_LINTS", null, null, null);

    private static final Context NAMED = new Context.Named(List.of(
            new Context.Numeric("prompt_tokens", 812),
            new Context.Flag("has_tools", false),
            new Context.Category("task", "Übersetzung 🙂"),
            new Context.Numeric("offset", -0.0)));

    private GoldenValues() {}

    /** Every kind of fact; numbers 1,003 to 1,005 were lost. */
    static List<Numbered> commit() {
        return numbered(facts());
    }

    /** The same, and decisions that came about like one of them. */
    static List<Numbered> commitOfFormat2() {
        List<Fact> facts = new ArrayList<>(facts());
        Context.Vector vector = new Context.Vector(0.25, 0, -1.5);
        FeatureVector followed = FeatureVector.behindConstant(1, vector);
        facts.add(decisionLikeTheFirst("d:3", vector, followed, Distribution.of(0.125, 0.625, 0.25)));
        facts.add(decisionLikeTheFirst("d:4", vector, followed, Distribution.of(0.5, 0.25, 0.25)));
        facts.add(decisionLikeTheFirst("d:5", NAMED, decision().features(), Distribution.of(0.5, 0.25, 0.25)));
        return numbered(facts);
    }

    private static List<Numbered> numbered(List<Fact> ordered) {
        List<Numbered> facts = new ArrayList<>();
        long sequence = 1_000;
        for (Fact fact : ordered) {
            facts.add(new Numbered(sequence, fact));
            sequence += sequence == 1_002 ? 4 : 1;
        }
        return facts;
    }

    private static List<Fact> facts() {
        long at = 1_790_000_000_000L;
        return List.of(
                decision(),
                bareDecision(),
                new Fact.OutcomeRecorded(
                        at + 2,
                        "01K5M3Z9V7T5X8K2M4N6P8Q0R2",
                        "retry-1",
                        "modelB",
                        0.8125,
                        new Components(412.5, 0.0, null, false),
                        List.of("quality")),
                new Fact.OutcomeRecorded(at + 3, null, null, "modelA", 0, null, List.of()),
                new Fact.OutcomeDiscarded(at + 4, Fact.Discarded.LATE),
                new Fact.DecisionsExpired(at + 5, at - 3_600_000),
                new Fact.RewardImported(at + 6, "old-17", NAMED, "modelA", 1),
                new Fact.ArmAdded(at + 7, "openai/gpt-4o:free"),
                new Fact.DomainConfigured(at + 8, domain()),
                new Fact.FlagsChanged(at + 9, new Flags(true, false)),
                new Fact.ExperimentConfigured(at + 10, experiment()),
                new Fact.PhaseChanged(at + 11, "greedy-or-not", Phase.SHADOW, Phase.ACTIVE, "no harm seen"),
                new Fact.ExperimentDeleted(at + 12, "greedy-or-not"),
                new Fact.DomainOpened(at + 13, "analysis", 2),
                new Fact.DomainDeleted(at + 14, "analysis", 1),
                new Fact.SettingsRead(at + 15, new Flags(false, true), List.of(bareDomain(), domain())));
    }

    private static DecisionMade decision() {
        Distribution behaviour = Distribution.of(0.125, 0.625, 0.25);
        return new DecisionMade(
                1_790_000_000_000L,
                "01K5M3Z9V7T5X8K2M4N6P8Q0R2",
                "user-48151",
                "",
                List.of("modelA", "modelB", "modelC"),
                NAMED,
                FeatureVector.of(new int[] {0, 3, 17, 300}, new double[] {1, -0.5, 0.3333333333333333, 1e-7}),
                "1-0123456789abcdef",
                1,
                behaviour,
                1e-12,
                "lin_ts_diag",
                Reason.VARIANT,
                null,
                "greedy-or-not",
                "treatment",
                Phase.ACTIVE,
                List.of(proposals(behaviour)));
    }

    private static DecisionMade decisionLikeTheFirst(
            String id, Context context, FeatureVector features, Distribution behaviour) {
        DecisionMade first = decision();
        return new DecisionMade(
                first.atMs() + 20,
                id,
                null,
                null,
                first.candidates(),
                context,
                features,
                first.encoding(),
                0,
                behaviour,
                0,
                first.policy(),
                first.reason(),
                null,
                first.experiment(),
                first.variant(),
                first.phase(),
                List.of(proposals(behaviour)));
    }

    private static Proposals proposals(Distribution behaviour) {
        Distribution greedy = Distribution.of(0, 1, 0);
        return new Proposals(
                "greedy-or-not",
                3,
                2,
                Phase.ACTIVE,
                "treatment",
                List.of(
                        new Proposal("control", 0.25, "greedy", greedy, null),
                        new Proposal("treatment", 0.5, "lin_ts_diag", behaviour, null),
                        new Proposal("third", 0.25, "thompson", greedy, FallbackCause.POLICY_STATE)));
    }

    private static DecisionMade bareDecision() {
        return new DecisionMade(
                1_790_000_000_001L,
                "d:2",
                null,
                null,
                List.of("modelA"),
                Context.NONE,
                FeatureVector.CONSTANT,
                "1-0123456789abcdef",
                0,
                Distribution.of(1),
                0,
                "greedy",
                Reason.FALLBACK,
                FallbackCause.FLAG_OFF,
                null,
                null,
                null,
                List.of());
    }

    private static DomainSpec domain() {
        FeatureSchema schema = new FeatureSchema(
                Map.of(
                        "hour", new FeatureSchema.Numeric(FeatureSchema.Scale.RANGE, 0, 24),
                        "has_tools", new FeatureSchema.Flag(),
                        "task", new FeatureSchema.Category(List.of("code", "chat"))),
                List.of(new Interaction("task", "arm.price")),
                FeatureSchema.Unknown.IGNORE);
        return new DomainSpec(
                "analysis",
                List.of("modelB", "modelA"),
                true,
                policy(),
                new RewardSettings(0.5, 0.25, 0.25, 2_000, 0.01, 0.125, LatencyShape.HYPERBOLIC),
                new ContextSpec(64, schema),
                3_600_000,
                Map.of(
                        "modelA", new Context.Named(List.of(new Context.Numeric("price", 0.1))),
                        "modelB", new Context.Named(List.of(new Context.Category("vendor", "x")))),
                Map.of("modelC", "modelB"));
    }

    private static DomainSpec bareDomain() {
        return new DomainSpec(
                "bare",
                List.of(),
                false,
                new PolicySpec(PolicyType.GREEDY, Map.of(), Map.of(), Map.of()),
                new RewardSettings(1, 0, 0, 1, 1, 0, LatencyShape.LINEAR_CLIP),
                new ContextSpec(2, new FeatureSchema(Map.of(), List.of(), FeatureSchema.Unknown.HASH)),
                1,
                Map.of(),
                Map.of());
    }

    private static PolicySpec policy() {
        return new PolicySpec(
                PolicyType.LIN_TS_DIAG,
                Map.of("prior_scale", 0.09, "exploration_floor", 0.0),
                Map.of("noise", "learned"),
                Map.of());
    }

    private static ExperimentSpec experiment() {
        PolicySpec fixed = new PolicySpec(PolicyType.FIXED, Map.of(), Map.of(), Map.of("modelA", 0.75, "modelB", 0.25));
        return new ExperimentSpec(
                "greedy-or-not",
                "control",
                ExperimentSpec.Scheme.RENDEZVOUS,
                "salt-2",
                1_000,
                5_000,
                ExperimentSpec.LearningScope.SHARED,
                List.of(new Variant("control", 1, fixed), new Variant("treatment", 0, policy())));
    }

    private static Snapshot state() {
        double[] edges = {
            0,
            -0.0,
            1.0 / 3,
            Double.MIN_VALUE,
            Double.NEGATIVE_INFINITY,
            Double.longBitsToDouble(0x7ff8_0000_dead_beefL)
        };
        Snapshot arm = Snapshot.builder()
                .text("arm", "modelA")
                .numbers("mean", 0.5)
                .counts("pulls", 42)
                .build();
        return Snapshot.builder()
                .part(
                        "arms",
                        Snapshot.builder()
                                .parts("each", List.of(arm, Snapshot.EMPTY))
                                .build())
                .fact("configured", new Fact.DomainConfigured(1_790_000_000_000L, domain()))
                .counts("counts", 0, -1, Long.MAX_VALUE, Long.MIN_VALUE)
                .numbers("numbers", edges)
                .numbers("none")
                .texts("texts", List.of("", "Übersetzung 🙂"))
                .build();
    }
}
