package dev.leverframe.replay;

import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Limits;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** The recoveries of a process, and how often one was not what it should be; from any thread. */
public final class Recoveries {
    private final LongAdder unusableSnapshots = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** As {@link Recovery#latest}. */
    public Optional<DomainState> latest(JournalReader reader, StreamId stream, Limits limits, Consumer<Fact> facts) {
        try {
            return Recovery.latest(reader, stream, limits, facts, unusableSnapshots::increment);
        } catch (RuntimeException e) {
            failures.increment();
            throw e;
        }
    }

    /** Snapshots that could not be used, so that an older one and a longer replay had to do. */
    public long unusableSnapshots() {
        return unusableSnapshots.sum();
    }

    /** Domains that could not be recovered. */
    public long failures() {
        return failures.sum();
    }
}
