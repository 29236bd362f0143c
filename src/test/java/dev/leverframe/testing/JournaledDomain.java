package dev.leverframe.testing;

import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Context;
import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Select;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A domain whose facts go to a journal in memory; its clock is a field. */
public final class JournaledDomain {
    public static final List<String> ARMS = List.of("modelA", "modelB", "modelC");

    public final MemoryJournal journal;
    public final StreamId stream;
    public final DomainState state;
    public long nowMs = 1_700_000_000_000L;

    public JournaledDomain(MemoryJournal journal, StreamId stream, PolicyType core, boolean autoArms) {
        this.journal = journal;
        this.stream = stream;
        DomainSpec spec = new DomainSpec(
                stream.domain(),
                autoArms ? List.of() : ARMS,
                autoArms,
                PolicySpec.of(core),
                RewardSettings.DEFAULT,
                new DomainSpec.ContextSpec(32),
                600_000);
        this.state = DomainState.create(spec, Limits.DEFAULT, fact -> journal.append(stream, fact), nowMs);
    }

    public JournaledDomain withExperiment() {
        state.changes().flags(new Flags(true, true), nowMs);
        state.changes()
                .configure(
                        new ExperimentSpec(
                                "e",
                                "control",
                                Scheme.MODULO,
                                "e",
                                10_000,
                                10_000,
                                LearningScope.ISOLATED,
                                List.of(
                                        new Variant("control", 1, PolicySpec.of(PolicyType.THOMPSON)),
                                        new Variant("treatment", 1, PolicySpec.of(PolicyType.LIN_TS_DIAG)))),
                        nowMs);
        return this;
    }

    public Decision select(String id) {
        return select(id, Context.NONE);
    }

    public Decision select(String id, Context context) {
        nowMs += 10;
        return (Decision) state.select(new Select(id, ARMS, context, null, null, false), nowMs);
    }

    public void reward(@Nullable String id, @Nullable String arm, double reward) {
        nowMs += 10;
        state.record(new Outcome(id, arm, null, reward, null), nowMs);
    }

    public void snapshot() {
        journal.snapshot(stream, state.sequence(), state.snapshot());
    }

    /** Decisions with contexts, most of them with an outcome, which comes a few decisions later. */
    public JournaledDomain live(int decisions, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < decisions; i++) {
            boolean code = random.nextBoolean();
            select(
                    "d-" + i,
                    new Context.Named(List.of(
                            new Context.Category("task", code ? "code" : "chat"),
                            new Context.Numeric("tokens", random.nextInt(4_000)),
                            new Context.Flag("tools", random.nextBoolean()))));
            if (i >= 5 && random.nextInt(10) > 0) {
                reward("d-" + (i - 5), null, random.nextInt(101) / 100.0);
            }
        }
        return this;
    }
}
