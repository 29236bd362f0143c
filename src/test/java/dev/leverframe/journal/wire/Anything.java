package dev.leverframe.journal.wire;

import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.model.Change;
import dev.leverframe.model.Context;
import dev.leverframe.model.Course;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Guardrail;
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
import dev.leverframe.model.Verdict;
import dev.leverframe.model.VerdictRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Values of every kind made from a seed, with everything in them that a type allows: no sense, but all edges. */
public final class Anything extends Edges {
    private final List<Supplier<Fact>> kinds = List.of(
            this::decisionMade,
            () -> new Fact.OutcomeRecorded(
                    whole(), maybe(this::text), maybe(this::text), text(), number(), maybe(this::components), texts()),
            () -> new Fact.OutcomeDiscarded(whole(), oneOf(Fact.Discarded.values())),
            () -> new Fact.DecisionsExpired(whole(), whole(), random.nextInt(1000), random.nextInt(1000)),
            () -> new Fact.RewardImported(whole(), text(), context(), text(), number()),
            () -> new Fact.ArmAdded(whole(), text()),
            () -> new Fact.DomainConfigured(whole(), domain()),
            () -> new Fact.FlagsChanged(whole(), flags()),
            () -> new Fact.ExperimentConfigured(whole(), experiment()),
            () -> new Fact.ExperimentDeleted(whole(), text()),
            () -> new Fact.PhaseChanged(whole(), text(), phase(), phase(), text()),
            () -> new Fact.DomainOpened(whole(), text(), random.nextInt()),
            () -> new Fact.DomainDeleted(whole(), text(), random.nextInt()),
            () -> new Fact.SettingsRead(whole(), flags(), several(this::domain)),
            () -> new Fact.VerdictActed(
                    whole(), text(), oneOf(Verdict.values()), maybe(this::text), maybe(this::text), text()));

    public Anything(long seed) {
        super(seed);
    }

    /** Consecutive facts, of every kind over the seeds, mostly without holes; some decisions came about like one before. */
    List<Numbered> facts() {
        List<Numbered> facts = new ArrayList<>();
        List<Fact.DecisionMade> made = new ArrayList<>();
        long sequence = 1 + random.nextLong(1L << random.nextInt(1, 62));
        for (int i = random.nextInt(6); i >= 0; i--) {
            Fact fact = made.isEmpty() || random.nextBoolean() ? fact() : like(made.get(random.nextInt(made.size())));
            if (fact instanceof Fact.DecisionMade decision) {
                made.add(decision);
            }
            facts.add(new Numbered(sequence, fact));
            sequence += random.nextInt(4) == 0 ? 1 + random.nextLong(1000) : 1;
        }
        return facts;
    }

    Fact fact() {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    Kept kept() {
        return new Kept(random.nextLong(1L << 62), whole(), text(), snapshot(4));
    }

    Change change() {
        return new Change(
                whole(),
                text(),
                maybe(this::text),
                oneOf(Change.Action.values()),
                text(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text));
    }

    public Fact.DecisionMade decisionMade() {
        int candidates = random.nextInt(1, 6);
        Distribution behaviour = distribution(candidates);
        return new Fact.DecisionMade(
                whole(),
                text(),
                maybe(this::text),
                maybe(this::text),
                some(candidates, this::text),
                context(),
                features(),
                text(),
                random.nextInt(candidates),
                behaviour,
                number(),
                text(),
                oneOf(Reason.values()),
                maybe(this::cause),
                maybe(this::text),
                maybe(this::text),
                maybe(this::phase),
                several(() -> proposals(behaviour)));
    }

    /** A decision that came about like another one; some with a vector that the features follow. */
    Fact.DecisionMade like(Fact.DecisionMade other) {
        int candidates = other.candidates().size();
        Distribution behaviour = random.nextBoolean() ? other.behaviour() : distribution(candidates);
        Context.Vector vector = new Context.Vector(some(random.nextInt(5), this::finite).stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
        Context context = other.context() instanceof Context.Named named ? like(named) : vector;
        return new Fact.DecisionMade(
                whole(),
                text(),
                maybe(this::text),
                maybe(this::text),
                List.copyOf(other.candidates()),
                context,
                random.nextInt(4) == 0 ? features() : FeatureVector.behindConstant(1, vector),
                other.encoding(),
                random.nextInt(candidates),
                behaviour,
                number(),
                other.policy(),
                other.reason(),
                other.fallbackCause(),
                other.experiment(),
                other.variant(),
                other.phase(),
                Course.of(other).proposals(proposal -> random.nextBoolean() ? behaviour : distribution(candidates)));
    }

    private Context.Named like(Context.Named other) {
        return new Context.Named(other.features().stream()
                .<Context.Feature>map(feature -> {
                    if (feature instanceof Context.Numeric) {
                        return new Context.Numeric(feature.name(), number());
                    } else if (feature instanceof Context.Flag) {
                        return new Context.Flag(feature.name(), random.nextBoolean());
                    }
                    return new Context.Category(feature.name(), text());
                })
                .toList());
    }

    private double finite() {
        return random.nextInt(3) == 0 ? oneOf(new Double[] {0.0, -0.0, 1e300}) : random.nextDouble(-3, 3);
    }

    private Proposals proposals(Distribution behaviour) {
        return new Proposals(
                text(),
                random.nextLong(),
                random.nextInt(),
                phase(),
                maybe(this::text),
                several(() -> new Proposal(
                        text(),
                        number(),
                        text(),
                        random.nextBoolean() ? behaviour : distribution(behaviour.size()),
                        maybe(this::cause))));
    }

    private Context context() {
        return switch (random.nextInt(4)) {
            case 0 -> Context.NONE;
            case 1 ->
                new Context.Vector(some(random.nextInt(5), this::number).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
            default -> named();
        };
    }

    private Context.Named named() {
        return new Context.Named(several(() -> switch (random.nextInt(3)) {
            case 0 -> new Context.Numeric(text(), number());
            case 1 -> new Context.Flag(text(), random.nextBoolean());
            default -> new Context.Category(text(), text());
        }));
    }

    private FeatureVector features() {
        if (random.nextInt(4) == 0) {
            return FeatureVector.CONSTANT;
        }
        int[] positions = new int[random.nextInt(6)];
        double[] values = new double[positions.length];
        int last = -1;
        for (int i = 0; i < positions.length; i++) {
            last += 1 + random.nextInt(1 << random.nextInt(1, 28));
            positions[i] = last;
            values[i] = random.nextInt(4) == 0 ? -0.0 : random.nextDouble(-3, 3);
        }
        return FeatureVector.of(positions, values);
    }

    private Distribution distribution(int candidates) {
        double[] p = new double[candidates];
        if (random.nextBoolean()) {
            Arrays.fill(p, -0.0);
            p[random.nextInt(candidates)] = 1;
            return Distribution.of(p);
        }
        double rest = 1;
        for (int i = 0; i < candidates - 1; i++) {
            p[i] = rest * random.nextDouble();
            rest -= p[i];
        }
        p[candidates - 1] = rest;
        return Distribution.of(p);
    }

    private Components components() {
        return new Components(
                maybe(this::number), maybe(this::number), maybe(this::number), maybe(random::nextBoolean));
    }

    private DomainSpec domain() {
        return new DomainSpec(
                text(),
                texts(),
                random.nextBoolean(),
                policy(),
                new RewardSettings(
                        number(),
                        number(),
                        number(),
                        number(),
                        number(),
                        number(),
                        oneOf(LatencyShape.values()),
                        oneOf(RewardSettings.Combine.values()),
                        oneOf(RewardSettings.Missing.values()),
                        number()),
                new ContextSpec(random.nextInt(), schema()),
                whole(),
                byText(this::named),
                byText(this::text));
    }

    private PolicySpec policy() {
        return new PolicySpec(
                oneOf(PolicyType.values()), byText(this::number), byText(this::text), byText(this::number));
    }

    private FeatureSchema schema() {
        return new FeatureSchema(
                byText(() -> switch (random.nextInt(3)) {
                    case 0 -> new FeatureSchema.Numeric(oneOf(FeatureSchema.Scale.values()), number(), number());
                    case 1 -> new FeatureSchema.Flag();
                    default -> new FeatureSchema.Category(texts());
                }),
                several(() -> new FeatureSchema.Interaction(text(), text())),
                oneOf(FeatureSchema.Unknown.values()));
    }

    private ExperimentSpec experiment() {
        return new ExperimentSpec(
                text(),
                text(),
                oneOf(ExperimentSpec.Scheme.values()),
                text(),
                random.nextInt(),
                random.nextInt(),
                oneOf(ExperimentSpec.LearningScope.values()),
                several(() -> new ExperimentSpec.Variant(text(), number(), policy())),
                random.nextInt(3) == 0 ? EvidenceWire.ABSENT : evidence());
    }

    private EvidenceSettings evidence() {
        return new EvidenceSettings(
                number(),
                oneOf(EvidenceSettings.Correction.values()),
                random.nextBoolean(),
                whole(),
                oneOf(EvidenceSettings.UnitAnalysis.values()),
                whole(),
                random.nextBoolean() ? VerdictRules.DEFAULT : rules(),
                several(this::guardrail));
    }

    /** Within what rules may be: they check themselves. */
    private VerdictRules rules() {
        return new VerdictRules(
                random.nextLong(1L << 62),
                random.nextDouble(),
                random.nextLong(1L << 62),
                random.nextInt(2),
                random.nextDouble(),
                1 - random.nextDouble(),
                1 + random.nextLong(1L << 62));
    }

    private Guardrail guardrail() {
        return new Guardrail(
                oneOf(Guardrail.Kind.values()),
                1 - random.nextDouble(),
                random.nextInt(2) * random.nextDouble(),
                0.5 - random.nextDouble() / 2);
    }

    private Snapshot snapshot(int depth) {
        Snapshot.Builder snapshot = Snapshot.builder();
        for (String name : byText(this::text).keySet()) {
            switch (random.nextInt(depth == 0 ? 4 : 6)) {
                case 0 ->
                    snapshot.numbers(
                            name,
                            several(this::number).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray());
                case 1 ->
                    snapshot.counts(
                            name,
                            several(this::whole).stream()
                                    .mapToLong(Long::longValue)
                                    .toArray());
                case 2 -> snapshot.texts(name, texts());
                case 3 -> snapshot.fact(name, fact());
                default -> snapshot.parts(name, several(() -> snapshot(depth - 1)));
            }
        }
        return snapshot.build();
    }

    private Flags flags() {
        return new Flags(random.nextBoolean(), random.nextBoolean());
    }

    private Phase phase() {
        return oneOf(Phase.values());
    }

    private FallbackCause cause() {
        return oneOf(FallbackCause.values());
    }
}
