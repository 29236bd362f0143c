package dev.leverframe.journal.store;

import java.util.ArrayList;
import java.util.List;

/** Changes that are made together or not at all, in their order. Keeps the arrays that it is given. */
public final class Batch {
    private static final byte[] NOTHING = {};

    private final List<Step> steps = new ArrayList<>();

    private enum Kind {
        PUT,
        DELETE,
        DELETE_RANGE
    }

    public Batch put(Table table, byte[] key, byte[] value) {
        steps.add(new Step(Kind.PUT, table, key, value));
        return this;
    }

    public Batch delete(Table table, byte[] key) {
        steps.add(new Step(Kind.DELETE, table, key, NOTHING));
        return this;
    }

    /**
     * @param from inclusive
     * @param to exclusive
     */
    public Batch deleteRange(Table table, byte[] from, byte[] to) {
        steps.add(new Step(Kind.DELETE_RANGE, table, from, to));
        return this;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Tells every change, in order. */
    public <E extends Exception> void tell(Target<E> target) throws E {
        for (Step step : steps) {
            switch (step.kind) {
                case PUT -> target.put(step.table, step.key, step.other);
                case DELETE -> target.delete(step.table, step.key);
                case DELETE_RANGE -> target.deleteRange(step.table, step.key, step.other);
            }
        }
    }

    /** What changes are made to. */
    public interface Target<E extends Exception> {
        void put(Table table, byte[] key, byte[] value) throws E;

        void delete(Table table, byte[] key) throws E;

        void deleteRange(Table table, byte[] from, byte[] to) throws E;
    }

    private static final class Step {
        final Kind kind;
        final Table table;
        final byte[] key;
        /** The value of a put, the end of a range. */
        final byte[] other;

        Step(Kind kind, Table table, byte[] key, byte[] other) {
            this.kind = kind;
            this.table = table;
            this.key = key;
            this.other = other;
        }
    }
}
