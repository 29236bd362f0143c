package dev.leverframe.journal.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Changes that are made together or not at all, in their order. Keeps the arrays that it is given. */
public final class Batch {
    private final List<Step> steps = new ArrayList<>();

    public Batch put(Table table, byte[] key, byte[] value) {
        steps.add(new Put(table, key, value));
        return this;
    }

    public Batch delete(Table table, byte[] key) {
        steps.add(new Delete(table, key));
        return this;
    }

    /**
     * @param from inclusive
     * @param to exclusive
     */
    public Batch deleteRange(Table table, byte[] from, byte[] to) {
        steps.add(new DeleteRange(table, from, to));
        return this;
    }

    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** One change. */
    public sealed interface Step {
        Table table();
    }

    public record Put(Table table, byte[] key, byte[] value) implements Step {}

    public record Delete(Table table, byte[] key) implements Step {}

    public record DeleteRange(Table table, byte[] from, byte[] to) implements Step {}
}
