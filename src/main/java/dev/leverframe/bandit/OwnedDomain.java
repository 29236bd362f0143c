package dev.leverframe.bandit;

import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.StreamOwner.Remembered;
import dev.leverframe.model.Snapshot;
import java.util.List;

/** A domain's state as the journal asks for it. */
record OwnedDomain(DomainState state) implements FactKeeper.Owned {
    @Override
    public long sequence() {
        return state.sequence();
    }

    @Override
    public long remembersFrom() {
        return state.remembersFrom();
    }

    @Override
    public Snapshot snapshot() {
        return state.snapshot();
    }

    @Override
    public List<Remembered> remembered() {
        return state.remembered().stream()
                .map(each -> new Remembered(each.sequence(), each.decision()))
                .toList();
    }
}
