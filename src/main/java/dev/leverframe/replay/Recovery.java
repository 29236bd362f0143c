package dev.leverframe.replay;

import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Limits;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the state of a domain from what the journal kept: the newest snapshot that can be read, and the facts since. Where a
 * snapshot is damaged, the one before it and a longer replay give the same state.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final JournalReader reader;
    private final StreamId stream;
    private final Limits limits;
    private final Consumer<Fact> facts;
    private final long upTo;
    private final Runnable unusable;

    private Recovery(
            JournalReader reader, StreamId stream, Limits limits, Consumer<Fact> facts, long upTo, Runnable unusable) {
        this.reader = reader;
        this.stream = stream;
        this.limits = limits;
        this.facts = facts;
        this.upTo = upTo;
        this.unusable = unusable;
    }

    /**
     * The state after everything that was kept.
     *
     * @param facts told of every fact that the state makes later
     * @return empty where nothing was kept
     * @throws JournalException if what was kept cannot give a state
     */
    public static Optional<DomainState> latest(
            JournalReader reader, StreamId stream, Limits limits, Consumer<Fact> facts) {
        return latest(reader, stream, limits, facts, () -> {});
    }

    /** @param unusable told of each snapshot that cannot be used */
    static Optional<DomainState> latest(
            JournalReader reader, StreamId stream, Limits limits, Consumer<Fact> facts, Runnable unusable) {
        return new Recovery(reader, stream, limits, facts, Long.MAX_VALUE, unusable).run();
    }

    /**
     * The state right after a fact.
     *
     * @param sequence the fact's number
     * @return empty where nothing was kept
     * @throws JournalException if the state at that fact can no longer be rebuilt
     */
    public static Optional<DomainState> at(JournalReader reader, StreamId stream, Limits limits, long sequence) {
        Optional<DomainState> state = new Recovery(reader, stream, limits, fact -> {}, sequence, () -> {}).run();
        if (state.isPresent() && state.get().sequence() != sequence) {
            throw new JournalException("the facts up to " + sequence + " of '" + stream.domain() + "' are not kept");
        }
        return state;
    }

    private Optional<DomainState> run() {
        for (long snapshot : reader.snapshots(stream)) {
            if (snapshot <= upTo) {
                Optional<DomainState> state = from(snapshot);
                if (state.isPresent()) {
                    return state;
                }
            }
        }
        return fromTheStart();
    }

    private Optional<DomainState> from(long snapshot) {
        try (KeptDecisions decisions = new KeptDecisions(reader, stream)) {
            Kept kept = reader.snapshot(stream, snapshot);
            DomainState state = DomainState.restore(kept.state(), limits, decisions, facts);
            replayOn(state);
            return Optional.of(state);
        } catch (JournalException | IllegalArgumentException e) {
            LOG.error(
                    "a snapshot cannot be used, the one before it is tried domain={} sequence={}",
                    stream.domain(),
                    snapshot,
                    e);
            unusable.run();
            return Optional.empty();
        }
    }

    private Optional<DomainState> fromTheStart() {
        DomainState state;
        try (var walk = reader.facts(stream, 1)) {
            if (!walk.hasNext()) {
                return Optional.empty();
            }
            Numbered first = walk.next();
            if (first.sequence() != 1 || !(first.fact() instanceof Fact.DomainConfigured configured)) {
                throw new JournalException("of '" + stream.domain() + "' the facts are kept from " + first.sequence()
                        + " on, and no snapshot before them can be used");
            }
            state = DomainState.begin(configured, limits, facts);
        }
        replayOn(state);
        return Optional.of(state);
    }

    private void replayOn(DomainState state) {
        try (var walk = reader.facts(stream, state.sequence() + 1)) {
            while (walk.hasNext()) {
                Numbered next = walk.next();
                if (next.sequence() > upTo) {
                    return;
                }
                if (next.sequence() != state.sequence() + 1) {
                    throw new JournalException("facts " + (state.sequence() + 1) + " to " + (next.sequence() - 1)
                            + " of '" + stream.domain() + "' are missing");
                }
                state.apply(next.fact());
            }
        }
    }
}
