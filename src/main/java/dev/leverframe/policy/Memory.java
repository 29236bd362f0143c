package dev.leverframe.policy;

import dev.leverframe.model.Snapshot;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a policy has learned, as named arrays of numbers: what a snapshot keeps and a restore reads, bit for bit.
 * Immutable. Names are stable: a newer program reads what an older one kept.
 */
public final class Memory {
    private final Map<String, double[]> arrays;

    /** Made when it is first asked for, since many are never kept and some are kept many times. */
    private @Nullable Snapshot snapshot;

    private Memory(Map<String, double[]> arrays) {
        this.arrays = arrays;
    }

    /** What {@link #snapshot} made. */
    public static Memory of(Snapshot kept) {
        Builder memory = builder();
        kept.values().keySet().forEach(name -> memory.put(name, kept.numbers(name)));
        return memory.build();
    }

    /** The same arrays under the same names. */
    public Snapshot snapshot() {
        Snapshot made = snapshot;
        if (made == null) {
            Snapshot.Builder builder = Snapshot.builder();
            arrays.forEach(builder::numbers);
            made = builder.build();
            snapshot = made;
        }
        return made;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A copy of the array of this name; empty where there is none. Counts are whole numbers below 2^53. */
    public double[] get(String name) {
        double[] array = arrays.get(name);
        return array == null ? new double[0] : array.clone();
    }

    /**
     * The single number of this name.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public double number(String name, double ifAbsent) {
        double[] array = arrays.get(name);
        if (array != null && array.length != 1) {
            throw new IllegalArgumentException(name + " must be one number, got " + array.length);
        }
        return array == null ? ifAbsent : array[0];
    }

    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    /** How many numbers there are in all arrays. */
    public int size() {
        return arrays.values().stream().mapToInt(array -> array.length).sum();
    }

    /** Every array, by name in alphabetical order; copies. */
    public void forEach(BiConsumer<String, double[]> action) {
        arrays.forEach((name, array) -> action.accept(name, array.clone()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Memory that
                && arrays.keySet().equals(that.arrays.keySet())
                && arrays.entrySet().stream()
                        .allMatch(entry -> Arrays.equals(entry.getValue(), that.arrays.get(entry.getKey())));
    }

    @Override
    public int hashCode() {
        return arrays.keySet().hashCode();
    }

    @Override
    public String toString() {
        return arrays.keySet().toString();
    }

    /** Gathers the arrays of one memory. */
    public static final class Builder {
        private final Map<String, double[]> arrays = new TreeMap<>();

        /** Keeps a copy. */
        public Builder put(String name, double... array) {
            arrays.put(name, array.clone());
            return this;
        }

        /** Keeps counts, each below 2^53. */
        public Builder put(String name, long... counts) {
            return put(name, Arrays.stream(counts).asDoubleStream().toArray());
        }

        public Memory build() {
            return new Memory(new TreeMap<>(arrays));
        }
    }
}
