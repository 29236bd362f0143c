package dev.leverframe.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Packer} wrote. */
final class Unpacker {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, Packer.ORDER);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, Packer.ORDER);
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, Packer.ORDER);

    private final byte[] bytes;
    private int at;

    Unpacker(byte[] bytes, int offset) {
        this.bytes = bytes;
        this.at = offset;
    }

    boolean flag() {
        return bytes[at++] != 0;
    }

    int whole() {
        int value = (int) INTS.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    long wholeLong() {
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    double number() {
        double value = (double) DOUBLES.get(bytes, at);
        at += Double.BYTES;
        return value;
    }

    double[] numbers(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (double) DOUBLES.get(bytes, at + i * Double.BYTES);
        }
        at += count * Double.BYTES;
        return values;
    }

    String text() {
        return Objects.requireNonNull(optionalText(), "a text stands here");
    }

    @Nullable
    String optionalText() {
        int head = whole();
        if (head == Packer.ABSENT) {
            return null;
        }
        int count = head >> 1;
        boolean wide = (head & 1) != 0;
        int from = at;
        at += wide ? 2 * count : count;
        return wide ? wide(from, count) : new String(bytes, from, count, StandardCharsets.ISO_8859_1);
    }

    /** How many bytes the text that stands here takes, its head included. */
    int textBytes() {
        int head = whole();
        at -= Integer.BYTES;
        return Integer.BYTES + (head == Packer.ABSENT ? 0 : (head & 1) != 0 ? 2 * (head >> 1) : head >> 1);
    }

    void skipText() {
        at += textBytes();
    }

    private String wide(int from, int count) {
        char[] text = new char[count];
        for (int i = 0; i < count; i++) {
            text[i] = (char) ((bytes[from + 2 * i] & 0xff) | bytes[from + 2 * i + 1] << Byte.SIZE);
        }
        return new String(text);
    }

    /** Whether the text that stands here is this one. */
    boolean isText(String text) {
        int head = whole();
        int count = text.length();
        boolean wide = (head & 1) != 0;
        if (head == Packer.ABSENT || head >> 1 != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            char c = wide
                    ? (char) ((bytes[at + 2 * i] & 0xff) | bytes[at + 2 * i + 1] << Byte.SIZE)
                    : (char) (bytes[at + i] & 0xff);
            if (c != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
