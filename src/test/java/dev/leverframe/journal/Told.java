package dev.leverframe.journal;

import static dev.leverframe.model.Snapshot.builder;

import dev.leverframe.journal.JournalReader.Located;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.model.Change;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Reason;
import dev.leverframe.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** Facts that say their number, and what the journal makes of them. */
final class Told {
    private Told() {}

    /** An outcome whose id is its number, so that nothing can stand in another's place unseen. */
    static Fact outcome(long number) {
        return outcome(number, number);
    }

    static Fact outcome(long number, long atMs) {
        return new OutcomeRecorded(atMs, "d" + number, "o" + number, "arm", 0.5, null, List.of());
    }

    static List<Fact> outcomes(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Told::outcome).toList();
    }

    static DecisionMade decision(String id, long atMs) {
        return new DecisionMade(
                atMs,
                id,
                null,
                null,
                List.of("arm"),
                Context.NONE,
                FeatureVector.CONSTANT,
                "v",
                0,
                Distribution.of(1),
                0,
                "greedy",
                Reason.CORE_POLICY,
                null,
                null,
                null,
                null,
                List.of());
    }

    static Change change(long number) {
        return new Change(number, "me", "a", Change.Action.FLAG_CHANGED, "flag", null, "true", null);
    }

    static Snapshot state(long number) {
        return builder().counts("number", number).build();
    }

    static List<Long> numbers(JournalReader reader, StreamId stream) {
        List<Long> numbers = new ArrayList<>();
        try (Walk<Numbered> facts = reader.facts(stream, 1)) {
            facts.forEachRemaining(numbered -> numbers.add(numbered.sequence()));
        }
        return numbers;
    }

    static List<Fact> facts(JournalReader reader, StreamId stream) {
        List<Fact> list = new ArrayList<>();
        try (Walk<Numbered> facts = reader.facts(stream, 1)) {
            facts.forEachRemaining(numbered -> list.add(numbered.fact()));
        }
        return list;
    }

    static List<Change> changes(JournalReader reader) {
        List<Change> list = new ArrayList<>();
        try (Walk<Change> changes = reader.changes()) {
            changes.forEachRemaining(list::add);
        }
        return list;
    }

    static List<Long> about(JournalReader reader, String decisionId) {
        return reader.about(decisionId).stream().map(Located::sequence).toList();
    }

    /** Completes with an empty text where the facts are kept, else with why they are lost. */
    static class Awaited extends CompletableFuture<String> implements Receipt {
        @Override
        public void kept() {
            complete("");
        }

        @Override
        public void lost(String why) {
            complete(why);
        }
    }
}
