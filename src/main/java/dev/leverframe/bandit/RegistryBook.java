package dev.leverframe.bandit;

import dev.leverframe.journal.Journal;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Origin;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes what the registry knows, and keeps it. Every future fails with a {@link LostException} where it cannot be kept. */
final class RegistryBook {
    private final RegistryState state;
    private final FactBuffer buffer = new FactBuffer();
    private final AuditTrail trail = new AuditTrail(buffer);
    private final FactKeeper keeper;

    RegistryBook(RegistryState state, Journal journal, Context context) {
        this.state = state;
        this.keeper = new FactKeeper(journal, StreamId.REGISTRY, state.sequence(), buffer, context, state);
    }

    /** What the journal knows. Blocks. */
    static RegistryState recovered(@Nullable JournalReader reader) {
        if (reader == null) {
            return new RegistryState();
        }
        List<Long> snapshots = reader.snapshots(StreamId.REGISTRY);
        RegistryState state = snapshots.isEmpty()
                ? new RegistryState()
                : RegistryState.restore(
                        reader.snapshot(StreamId.REGISTRY, snapshots.get(0)).state(), snapshots.get(0));
        try (var facts = reader.facts(StreamId.REGISTRY, state.sequence() + 1)) {
            facts.forEachRemaining(each -> state.apply(each.fact()));
        }
        return state;
    }

    RegistryState state() {
        return state;
    }

    /** A domain comes to be, as far as the registry is concerned. */
    Opened open(DomainSpec spec, Origin origin, long nowMs) {
        emit(new Fact.DomainOpened(nowMs, spec.domain(), state.nextGeneration(spec.domain())));
        trail.domain(nowMs, origin, null, spec);
        return new Opened(state.stream(spec.domain()), kept());
    }

    Closed delete(DomainSpec spec, Origin origin, long nowMs) {
        StreamId stream = close(spec.domain(), nowMs);
        trail.domain(nowMs, origin, spec, null);
        return new Closed(stream, kept());
    }

    /** Of a domain that could not be recovered nobody knows what it was. */
    Closed deleteUnrecovered(String domain, Origin origin, long nowMs) {
        StreamId stream = close(domain, nowMs);
        trail.unrecovered(nowMs, origin, domain);
        return new Closed(stream, kept());
    }

    private StreamId close(String domain, long nowMs) {
        StreamId stream = state.stream(domain);
        emit(new Fact.DomainDeleted(nowMs, domain, stream.generation()));
        return stream;
    }

    /** A domain that nobody was told of is not to be. */
    Future<Void> abandon(String domain, long nowMs) {
        close(domain, nowMs);
        return kept();
    }

    Future<Void> setFlag(Flags.Flag flag, boolean enabled, Origin origin, long nowMs) {
        boolean before = state.flags().get(flag);
        if (before != enabled) {
            emit(new Fact.FlagsChanged(nowMs, state.flags().with(flag, enabled)));
            trail.flag(nowMs, origin, flag, before, enabled);
        }
        return kept();
    }

    /**
     * Remembers what file and environment say, and lets act what they say anew.
     *
     * @param next the flags that hold from now on
     */
    Future<Void> readSettings(long nowMs, Flags configured, Flags next, List<DomainSpec> domains) {
        Fact.SettingsRead read = new Fact.SettingsRead(nowMs, configured, domains);
        if (!state.hasRead(read)) {
            emit(read);
        }
        for (Flags.Flag flag : Flags.Flag.values()) {
            if (next.get(flag) != state.flags().get(flag)) {
                trail.flag(nowMs, Origin.SETTINGS, flag, state.flags().get(flag), next.get(flag));
            }
        }
        if (!next.equals(state.flags())) {
            emit(new Fact.FlagsChanged(nowMs, next));
        }
        return kept();
    }

    private void emit(Fact fact) {
        state.apply(fact);
        buffer.accept(fact);
    }

    private Future<Void> kept() {
        Promise<Void> promise = Promise.promise();
        keeper.keep(lost -> {
            if (lost == null) {
                promise.complete();
            } else {
                promise.fail(new LostException(lost));
            }
        });
        return promise.future();
    }

    /**
     * A domain that is on its way.
     *
     * @param kept completes once the registry will remember it
     */
    record Opened(StreamId stream, Future<Void> kept) {}

    /**
     * A domain that is on its way out.
     *
     * @param stream that it had
     * @param kept completes once the registry will have forgotten it
     */
    record Closed(StreamId stream, Future<Void> kept) {}
}
