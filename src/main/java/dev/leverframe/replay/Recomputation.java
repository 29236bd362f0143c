package dev.leverframe.replay;

import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Explanation;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import dev.leverframe.replay.Recomputed.Verdict;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Works out a decision again from what the domain knew right before it: the nearest snapshot that can be read, and the facts up
 * to the decision. That is the code that decided then.
 */
public final class Recomputation {
    private final JournalReader reader;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final long withinMs;

    /**
     * @param limits of the domain where no snapshot says what they were
     * @param nanoTime a clock that only goes forward, ns
     * @param withinMs how long one decision may take, ms
     */
    public Recomputation(JournalReader reader, Limits limits, LongSupplier nanoTime, long withinMs) {
        this.reader = reader;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.withinMs = withinMs;
    }

    /**
     * Takes as long as reading the facts since the nearest snapshot does; not for an event loop.
     *
     * @param sequence number of the decision's fact
     */
    public Recomputed recompute(StreamId stream, long sequence, DecisionMade recorded) {
        long before = sequence - 1;
        try {
            JournalReader bounded = new BoundedReader(reader, nanoTime, TimeUnit.MILLISECONDS.toNanos(withinMs));
            Optional<DomainState> state = Recovery.at(bounded, stream, limits, before);
            return state.isEmpty()
                    ? impossible(before, recorded, "nothing is kept of it")
                    : compare(state.get(), recorded);
        } catch (BoundedReader.OutOfTime e) {
            return impossible(
                    before,
                    recorded,
                    "the facts since the nearest snapshot were not replayed within " + withinMs + " ms");
        } catch (JournalException | IllegalArgumentException e) {
            return impossible(before, recorded, String.valueOf(e.getMessage()));
        }
    }

    private static Recomputed compare(DomainState state, DecisionMade recorded) {
        long version = state.sequence();
        Optional<String> difference = Difference.between(recorded, state.redecide(recorded));
        Verdict verdict = difference.isEmpty() ? Verdict.AGREES : Verdict.DIFFERS;
        return new Recomputed(verdict, version, difference.orElse(null), explain(state, recorded));
    }

    /** By deciding, since nobody else has this state. */
    private static Explanation explain(DomainState state, DecisionMade recorded) {
        Select select = new Select(
                recorded.decisionId(),
                recorded.candidates(),
                recorded.context(),
                recorded.key(),
                recorded.tenant(),
                true);
        SelectAnswer answer = state.select(select, recorded.atMs());
        Explanation explanation = answer instanceof Decision decision ? decision.explanation() : null;
        return explanation == null ? DomainState.explanation(recorded) : explanation;
    }

    private static Recomputed impossible(long stateVersion, DecisionMade recorded, String why) {
        return new Recomputed(Verdict.IMPOSSIBLE, stateVersion, why, DomainState.explanation(recorded));
    }
}
