package dev.leverframe.journal.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Texts, numbers and lists made from a seed, the odd ones more often than not. */
class Edges {
    private static final String[] LETTERS = {
        "a", "B", "7", "-", ".", " ", "\u0000", "\n", "é", "漢", "\uFFFD", "🙂", "\""
    };
    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        1.0,
        0.5,
        -1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
        Double.longBitsToDouble(0xfff0_0000_0000_0001L)
    };
    private static final long[] WHOLES = {0, 1, -1, 127, 128, 1_790_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE};

    final SplittableRandom random;

    Edges(long seed) {
        random = new SplittableRandom(seed);
    }

    List<String> texts() {
        return several(this::text);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8) == 0 ? random.nextInt(200) : random.nextInt(4);
        for (int i = 0; i < length; i++) {
            text.append(oneOf(LETTERS));
        }
        return text.toString();
    }

    double number() {
        return switch (random.nextInt(3)) {
            case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 1 -> random.nextDouble();
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    long whole() {
        return random.nextBoolean() ? WHOLES[random.nextInt(WHOLES.length)] : random.nextLong();
    }

    <T> Map<String, T> byText(Supplier<T> values) {
        Map<String, T> map = new HashMap<>();
        several(this::text).forEach(key -> map.put(key, values.get()));
        return map;
    }

    <T> List<T> several(Supplier<? extends T> values) {
        return some(random.nextInt(4), values);
    }

    static <T> List<T> some(int count, Supplier<? extends T> values) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(values.get());
        }
        return list;
    }

    <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
