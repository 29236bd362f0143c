package dev.leverframe.domain;

import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A domain driven by hand: its clock is a field, its facts are kept. */
final class DomainFixture {
    static final List<String> ARMS = List.of("modelA", "modelB", "modelC");
    static final long TTL_MS = 60_000;

    final List<Fact> facts = new ArrayList<>();
    final DomainState state;
    long nowMs = 1_000_000;

    DomainFixture(PolicyType core) {
        this(spec(PolicySpec.of(core)), Limits.DEFAULT);
    }

    DomainFixture(DomainSpec spec, Limits limits) {
        state = new DomainState(spec, limits, facts::add);
    }

    /** Goes on with a state that has lived already; its facts so far are not kept. */
    DomainFixture(DomainState state, long nowMs) {
        this.state = state;
        this.nowMs = nowMs;
    }

    static DomainSpec spec(PolicySpec core) {
        return new DomainSpec(
                "analysis", ARMS, false, core, RewardSettings.DEFAULT, new DomainSpec.ContextSpec(32), TTL_MS);
    }

    static ExperimentSpec experiment(String name, PolicyType control, PolicyType treatment) {
        return new ExperimentSpec(
                name,
                "control",
                Scheme.MODULO,
                name,
                10_000,
                10_000,
                LearningScope.ISOLATED,
                List.of(
                        new Variant("control", 1, PolicySpec.of(control)),
                        new Variant("treatment", 1, PolicySpec.of(treatment))));
    }

    DomainFixture withFlags() {
        state.changes().flags(new Flags(true, true), nowMs);
        return this;
    }

    DomainFixture withExperiment(ExperimentSpec spec, Phase phase) {
        require(state.changes().configure(spec, nowMs).isEmpty());
        if (phase != Phase.SHADOW) {
            require(state.changes()
                    .changePhase(Objects.requireNonNull(state.experiment(spec.experiment())), phase, "test", nowMs)
                    .isEmpty());
        }
        return this;
    }

    Decision select(String id) {
        return select(id, null);
    }

    Decision select(String id, @Nullable String key) {
        return (Decision) answer(id, key, ARMS);
    }

    SelectAnswer answer(String id, @Nullable String key, List<String> candidates) {
        return state.select(new Select(id, candidates, context(id), key, null, false), nowMs);
    }

    OutcomeAnswer reward(String id, double reward) {
        return state.record(new Outcome(id, null, null, reward, null), nowMs);
    }

    OutcomeReceipt.Status status(String id, double reward) {
        return ((OutcomeReceipt) reward(id, reward)).status();
    }

    /** A world in which modelA suits code and modelB the rest; some outcomes never come. */
    void live(int decisions, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < decisions; i++) {
            String id = "d-" + seed + "-" + i;
            Decision decision = select(id, random.nextBoolean() ? "user-" + random.nextInt(50) : null);
            nowMs += random.nextInt(5);
            if (random.nextDouble() < 0.9) {
                reward(id, Math.min(1, Math.max(0, worth(id, decision.arm()) + 0.1 * random.nextGaussian())));
            }
        }
    }

    static double worth(String id, String arm) {
        boolean code = isCode(id);
        return switch (arm) {
            case "modelA" -> code ? 0.9 : 0.3;
            case "modelB" -> code ? 0.2 : 0.7;
            default -> 0.5;
        };
    }

    private static Context context(String id) {
        return new Context.Named(List.of(
                new Context.Category("task", isCode(id) ? "code" : "chat"),
                new Context.Numeric("tokens", 100 + Math.floorMod(id.hashCode(), 900))));
    }

    private static boolean isCode(String id) {
        return Math.floorMod(id.hashCode(), 3) == 0;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("the fixture asked for something that was refused");
        }
    }
}
