package dev.leverframe.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Writes values one after another into an array that grows. {@link Unpacker} reads them in the same order. */
final class Packer {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    /** Length of a text that is not there. */
    static final int ABSENT = -1;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ORDER);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ORDER);
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ORDER);

    private byte[] bytes = new byte[1 << 10];
    private int length;

    void clear() {
        length = 0;
    }

    /** What was written, from 0 to {@link #length}; not to be kept. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void flag(boolean value) {
        int at = room(1);
        bytes[at] = (byte) (value ? 1 : 0);
    }

    void whole(int value) {
        int at = room(Integer.BYTES);
        INTS.set(bytes, at, value);
    }

    /** Writes over a whole number that was written before. */
    void wholeAt(int offset, int value) {
        INTS.set(bytes, offset, value);
    }

    void whole(long value) {
        int at = room(Long.BYTES);
        LONGS.set(bytes, at, value);
    }

    void number(double value) {
        int at = room(Double.BYTES);
        DOUBLES.set(bytes, at, value);
    }

    /** So many numbers, without their count. */
    void numbers(int count, IntToDoubleFunction values) {
        int at = room(Math.multiplyExact(count, Double.BYTES));
        for (int i = 0; i < count; i++) {
            DOUBLES.set(bytes, at + i * Double.BYTES, values.applyAsDouble(i));
        }
    }

    /** A text of any characters, half a surrogate pair included; a byte each where they fit. */
    void text(@Nullable String text) {
        if (text == null) {
            whole(ABSENT);
            return;
        }
        int start = length;
        int count = text.length();
        whole(count << 1);
        int at = room(count);
        int seen = 0;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            seen |= c;
            bytes[at + i] = (byte) c;
        }
        if (seen > 0xff) {
            length = start;
            wide(text);
        }
    }

    private void wide(String text) {
        whole(text.length() << 1 | 1);
        for (int i = 0; i < text.length(); i++) {
            int at = room(2);
            bytes[at] = (byte) text.charAt(i);
            bytes[at + 1] = (byte) (text.charAt(i) >> Byte.SIZE);
        }
    }

    /** Makes room, which may be in another array. @return where */
    private int room(int count) {
        int at = length;
        length = Math.addExact(length, count);
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }
        return at;
    }
}
