package dev.leverframe.decisionlog;

import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.journal.JournalReader.Located;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins a decision and its outcomes from the facts that name its id. */
final class Joined {
    private Joined() {}

    /** The decision made last under this id, with its outcomes; in one domain, or in any. */
    static Optional<Decided> latest(List<Located> about, @Nullable String domain) {
        return about.stream()
                .filter(located -> located.fact() instanceof DecisionMade)
                .filter(located -> domain == null || located.stream().domain().equals(domain))
                .max(Comparator.comparingLong(
                                (Located located) -> located.fact().atMs())
                        .thenComparing(Located::stream)
                        .thenComparingLong(Located::sequence))
                .map(made -> new Decided(
                        made.stream(),
                        made.sequence(),
                        (DecisionMade) made.fact(),
                        outcomes(about, made.stream(), made.sequence())));
    }

    /**
     * What was recorded from a decision on until another took its id, which may be used again once it is forgotten.
     *
     * @param sequence number of the decision
     */
    static List<OutcomeRecorded> outcomes(List<Located> about, StreamId stream, long sequence) {
        List<OutcomeRecorded> outcomes = new ArrayList<>();
        for (Located located : after(about, stream, sequence)) {
            if (located.fact() instanceof DecisionMade) {
                break;
            }
            if (located.fact() instanceof OutcomeRecorded outcome) {
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static List<Located> after(List<Located> about, StreamId stream, long sequence) {
        return about.stream()
                .filter(located -> located.stream().equals(stream) && located.sequence() > sequence)
                .sorted(Comparator.comparingLong(Located::sequence))
                .toList();
    }
}
