package dev.leverframe.decisionlog;

import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Reason;
import dev.leverframe.testing.MemoryJournal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small log whose every value is written down here. */
final class KnownRows {
    static final StreamId STREAM = new StreamId("analysis", 2);
    /** 2026-11-23T09:15:00.250Z, by GNU date. */
    static final long AT_MS = 1_795_425_300_250L;

    private KnownRows() {}

    /** A decision with everything, one with next to nothing, an outcome without a decision, a gap, and a vector. */
    static MemoryJournal journal() {
        MemoryJournal journal = new MemoryJournal();
        journal.append(STREAM, full());
        journal.append(STREAM, bare("d-2", Context.NONE));
        journal.append(
                STREAM,
                new OutcomeRecorded(
                        AT_MS + 840,
                        "d-1",
                        "call-981",
                        "modelB",
                        0.75,
                        new Outcome.Components(840.0, 0.0021, null, false),
                        List.of("quality")));
        journal.append(STREAM, new OutcomeRecorded(AT_MS + 900, null, null, "modelA", 0.5, null, List.of()));
        journal.append(STREAM, new Fact.OutcomeDiscarded(AT_MS + 950, Fact.Discarded.LATE));
        journal.append(STREAM, bare("d-3", new Context.Vector(0.25, -1.5)));
        journal.append(STREAM, new OutcomeRecorded(AT_MS + 1_000, "d-3", null, "modelA", 0, null, List.of()));
        journal.remove(STREAM, 5, 5);
        return journal;
    }

    private static DecisionMade full() {
        return made(
                "d-1",
                "user-42",
                new Context.Named(List.of(
                        new Context.Category("task", "a \"b\", c"),
                        new Context.Numeric("tokens", 812),
                        new Context.Flag("tools", true))),
                1);
    }

    private static DecisionMade bare(String id, Context context) {
        return new DecisionMade(
                AT_MS + 10,
                id,
                null,
                null,
                List.of("modelA"),
                context,
                FeatureVector.CONSTANT,
                "1-0",
                0,
                Distribution.of(1),
                0,
                "thompson",
                Reason.CORE_POLICY,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static DecisionMade made(String id, @Nullable String key, Context context, int arm) {
        return new DecisionMade(
                AT_MS,
                id,
                key,
                "acme",
                List.of("modelA", "modelB"),
                context,
                FeatureVector.CONSTANT,
                "1-0",
                arm,
                Distribution.of(0.375, 0.625),
                0,
                "thompson",
                Reason.FALLBACK,
                FallbackCause.FLAG_OFF,
                "e",
                "lints",
                Phase.ACTIVE,
                List.of(new Proposals(
                        "e",
                        1,
                        3,
                        Phase.ACTIVE,
                        "lints",
                        List.of(
                                new Proposals.Proposal("control", 0.25, "thompson", Distribution.of(0.5, 0.5), null),
                                new Proposals.Proposal(
                                        "lints",
                                        0.75,
                                        "epsilon_greedy",
                                        Distribution.of(0.375, 0.625),
                                        FallbackCause.FLAG_OFF)))));
    }
}
