package dev.leverframe.bandit;

import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Facts that were applied, and lines for the audit log, until they are handed to the journal. One owner. */
public final class FactBuffer implements Consumer<Fact> {
    private List<Fact> facts = new ArrayList<>();
    private List<Change> changes = new ArrayList<>();
    private long taken;

    @Override
    public void accept(Fact fact) {
        facts.add(fact);
    }

    void change(Change change) {
        changes.add(change);
    }

    boolean isEmpty() {
        return facts.isEmpty() && changes.isEmpty();
    }

    /** How many facts there were in all. */
    long seen() {
        return taken + facts.size();
    }

    List<Fact> takeFacts() {
        List<Fact> batch = facts;
        taken += batch.size();
        facts = new ArrayList<>();
        return batch;
    }

    List<Change> takeChanges() {
        List<Change> batch = changes;
        changes = changes.isEmpty() ? changes : new ArrayList<>();
        return batch;
    }
}
