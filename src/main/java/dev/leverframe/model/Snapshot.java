package dev.leverframe.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of the state at a point, as values by name; a tree, since a value may be further parts. Immutable and
 * self-describing: names are stable, a newer program reads what an older one kept and takes a name that is absent for
 * nothing learned. Two states are equal where their snapshots are, bit for bit.
 */
public final class Snapshot {
    public static final Snapshot EMPTY = builder().build();

    private final SortedMap<String, Value> values;

    private Snapshot(SortedMap<String, Value> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Every value, by name in alphabetical order. */
    public SortedMap<String, Value> values() {
        return values;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A copy of the numbers of this name; empty where there are none. */
    public double[] numbers(String name) {
        Value value = values.get(name);
        return value == null ? new double[0] : as(name, value, Numbers.class).toArray();
    }

    /** The one number of this name. */
    public double number(String name, double ifAbsent) {
        double[] numbers = numbers(name);
        return has(name) ? single(name, numbers.length, () -> numbers[0]) : ifAbsent;
    }

    /** A copy of the whole numbers of this name; empty where there are none. */
    public long[] counts(String name) {
        Value value = values.get(name);
        return value == null ? new long[0] : as(name, value, Counts.class).toArray();
    }

    /** The one whole number of this name. */
    public long count(String name, long ifAbsent) {
        long[] counts = counts(name);
        return has(name) ? single(name, counts.length, () -> counts[0]) : ifAbsent;
    }

    /** The texts of this name; empty where there are none. */
    public List<String> texts(String name) {
        Value value = values.get(name);
        return value == null ? List.of() : as(name, value, Texts.class).texts();
    }

    /** The one text of this name, or null where it is absent. */
    public @Nullable String text(String name) {
        List<String> texts = texts(name);
        return has(name) ? single(name, texts.size(), () -> texts.get(0)) : null;
    }

    /** The fact of this name, or null where it is absent. */
    public @Nullable Fact fact(String name) {
        Value value = values.get(name);
        return value == null ? null : as(name, value, Told.class).fact();
    }

    /** The parts of this name, in their order; empty where there are none. */
    public List<Snapshot> parts(String name) {
        Value value = values.get(name);
        return value == null ? List.of() : as(name, value, Parts.class).parts();
    }

    /** The one part of this name, empty where it is absent. */
    public Snapshot part(String name) {
        List<Snapshot> parts = parts(name);
        return has(name) ? single(name, parts.size(), () -> parts.get(0)) : EMPTY;
    }

    /**
     * What a reader makes of the one part of this name.
     *
     * @throws IllegalArgumentException where it can make nothing of it; the message begins with the name
     */
    public <T> T read(String name, Function<Snapshot, T> reader) {
        return understood(name, () -> reader.apply(part(name)));
    }

    /** As {@link #read}, for a reader that takes the part over itself. */
    public void restore(String name, Consumer<Snapshot> reader) {
        understood(name, () -> {
            reader.accept(part(name));
            return name;
        });
    }

    /** As {@link #read}, of each part in turn; messages begin with the name and the position. */
    public <T> List<T> readEach(String name, Function<Snapshot, T> reader) {
        List<Snapshot> parts = parts(name);
        List<T> read = new ArrayList<>(parts.size());
        for (Snapshot part : parts) {
            read.add(understood(name + "[" + read.size() + "]", () -> reader.apply(part)));
        }
        return read;
    }

    private static <T> T understood(String where, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            // Whatever a reader stumbles over, be it an array that is too short, is the fault of what was read.
            String message = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
            throw new IllegalArgumentException(where + ": " + message, e);
        }
    }

    private static <V extends Value> V as(String name, Value value, Class<V> kind) {
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException(name + " must be " + kind.getSimpleName() + ", got "
                    + value.getClass().getSimpleName());
        }
        return kind.cast(value);
    }

    private static <T> T single(String name, int found, Supplier<T> value) {
        if (found != 1) {
            throw new IllegalArgumentException(name + " must be one value, got " + found);
        }
        return value.get();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** What stands under one name. */
    public sealed interface Value {}

    /** Numbers, told apart by their bits. */
    public static final class Numbers implements Value {
        private final double[] numbers;

        private Numbers(double[] numbers) {
            this.numbers = numbers.clone();
        }

        public double[] toArray() {
            return numbers.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Numbers that && Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }

        @Override
        public String toString() {
            return Arrays.toString(numbers);
        }
    }

    /** Whole numbers. */
    public static final class Counts implements Value {
        private final long[] counts;

        private Counts(long[] counts) {
            this.counts = counts.clone();
        }

        public long[] toArray() {
            return counts.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Counts that && Arrays.equals(counts, that.counts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(counts);
        }

        @Override
        public String toString() {
            return Arrays.toString(counts);
        }
    }

    public record Texts(List<String> texts) implements Value {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** A fact that says what was configured. */
    public record Told(Fact fact) implements Value {}

    public record Parts(List<Snapshot> parts) implements Value {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** Gathers the values of one part; each name once. */
    public static final class Builder {
        private final SortedMap<String, Value> values = new TreeMap<>();

        /** Keeps a copy. */
        public Builder numbers(String name, double... numbers) {
            return put(name, new Numbers(numbers));
        }

        /** Keeps a copy. */
        public Builder counts(String name, long... counts) {
            return put(name, new Counts(counts));
        }

        public Builder texts(String name, List<String> texts) {
            return put(name, new Texts(texts));
        }

        /** Keeps the text; null leaves the name absent. */
        public Builder text(String name, @Nullable String text) {
            return text == null ? this : texts(name, List.of(text));
        }

        public Builder fact(String name, Fact fact) {
            return put(name, new Told(fact));
        }

        public Builder part(String name, Snapshot part) {
            return parts(name, List.of(part));
        }

        public Builder parts(String name, List<Snapshot> parts) {
            return put(name, new Parts(parts));
        }

        /** Keeps a value as another part had it. */
        public Builder put(String name, Value value) {
            if (values.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("'" + name + "' is there already");
            }
            return this;
        }

        public Snapshot build() {
            return new Snapshot(new TreeMap<>(values));
        }
    }
}
