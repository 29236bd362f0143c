package dev.leverframe.replay;

import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact.DecisionMade;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Finds the decisions of a stream by their numbers; in one walk where they are asked for in ascending order. */
final class KeptDecisions implements LongFunction<DecisionMade>, AutoCloseable {
    private final JournalReader reader;
    private final StreamId stream;
    private @Nullable Walk<Numbered> walk;
    private long passed;

    KeptDecisions(JournalReader reader, StreamId stream) {
        this.reader = reader;
        this.stream = stream;
    }

    /** @throws JournalException if there is no decision of this number */
    @Override
    public DecisionMade apply(long sequence) {
        Walk<Numbered> from = walk;
        if (from == null || sequence <= passed) {
            close();
            from = reader.facts(stream, sequence);
            walk = from;
        }
        while (from.hasNext()) {
            Numbered next = from.next();
            passed = next.sequence();
            if (passed == sequence && next.fact() instanceof DecisionMade decision) {
                return decision;
            } else if (passed >= sequence) {
                break;
            }
        }
        throw new JournalException("decision " + sequence + " of '" + stream.domain() + "' is not kept");
    }

    @Override
    public void close() {
        if (walk != null) {
            walk.close();
            walk = null;
        }
    }
}
