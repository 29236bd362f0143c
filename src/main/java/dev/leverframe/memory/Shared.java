package dev.leverframe.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Values of which many holders have the same: each is kept once, under a number, until its last holder lets it go. */
final class Shared<T> {
    private final ToIntFunction<T> hash;
    private final BiPredicate<T, T> alike;
    private final List<@Nullable T> values = new ArrayList<>();
    private final BitSet free = new BitSet();
    private final Map<Key, Integer> numbers = new HashMap<>();
    private int[] holders = new int[8];
    /** Whoever comes next mostly has the same. */
    private int latest = -1;

    /**
     * @param hash the same for values that are alike
     * @param alike whether one can stand for the other
     */
    Shared(ToIntFunction<T> hash, BiPredicate<T, T> alike) {
        this.hash = hash;
        this.alike = alike;
    }

    private final class Key {
        private final T value;
        private final int hashed;

        Key(T value) {
            this.value = value;
            this.hashed = hash.applyAsInt(value);
        }

        @Override
        public int hashCode() {
            return hashed;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Shared<?>.Key that && hashed == that.hashed && alike.test(value, value(that));
        }

        @SuppressWarnings("unchecked") // keys of one map have values of one type
        private T value(Shared<?>.Key that) {
            return (T) that.value;
        }
    }

    /** Holds a value once more. @return the number of one that is alike */
    int hold(T value) {
        int number = latest;
        if (number < 0 || !alike.test(get(number), value)) {
            number = numbers.computeIfAbsent(new Key(value), key -> added(value));
        }
        holders[number]++;
        latest = number;
        return number;
    }

    private int added(T value) {
        int number = free.nextSetBit(0);
        if (number < 0) {
            number = values.size();
            values.add(value);
            holders = number < holders.length ? holders : Arrays.copyOf(holders, 2 * number);
        } else {
            free.clear(number);
            values.set(number, value);
        }
        return number;
    }

    T get(int number) {
        return Objects.requireNonNull(values.get(number), "it is held");
    }

    /** Lets go what was held once. */
    void release(int number) {
        if (--holders[number] == 0) {
            numbers.remove(new Key(get(number)));
            values.set(number, null);
            free.set(number);
            latest = latest == number ? -1 : latest;
        }
    }

    /** How many different values are held. */
    int size() {
        return numbers.size();
    }
}
