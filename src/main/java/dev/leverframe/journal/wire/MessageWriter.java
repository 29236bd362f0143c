package dev.leverframe.journal.wire;

import com.google.protobuf.WireFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages in the wire format of Protocol Buffers, by the rules of proto3: what is 0 or empty is left out, unless the
 * field tells it from being absent. The array grows as it must and is used again, since a commit of a busy service is some
 * hundred kilobytes, hundreds of times a second.
 *
 * <p>A nested message begins with its length, which is known at its end. One byte is left free for it, and where it takes more
 * the message moves: to move some hundred bytes costs less than to measure them first.
 */
final class MessageWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Of seven bits each. */
    private static final int VARINT_BYTES = 10;

    private static final int MORE = 0x80;

    private byte[] bytes;
    private int position;
    private int depth;

    /** @param capacity bytes to begin with */
    MessageWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** What a message consists of: writes its fields, in the order of their numbers. */
    @FunctionalInterface
    interface Body<T> {
        void write(MessageWriter out, T value);
    }

    /** Begins anew, whatever was written. */
    void reset() {
        position = 0;
        depth = 0;
    }

    int size() {
        return position;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, position);
    }

    void text(int field, String value) {
        if (!value.isEmpty()) {
            present(field, value);
        }
    }

    void optionalText(int field, @Nullable String value) {
        if (value != null) {
            present(field, value);
        }
    }

    void texts(int field, List<String> values) {
        for (String value : values) {
            present(field, value);
        }
    }

    void number(int field, double value) {
        if (Double.doubleToRawLongBits(value) != 0) {
            present(field, value);
        }
    }

    void optionalNumber(int field, @Nullable Double value) {
        if (value != null) {
            present(field, value.doubleValue());
        }
    }

    void flag(int field, boolean value) {
        if (value) {
            present(field, true);
        }
    }

    void optionalFlag(int field, @Nullable Boolean value) {
        if (value != null) {
            present(field, value.booleanValue());
        }
    }

    /** An {@code int64} or {@code uint64}. */
    void whole(int field, long value) {
        if (value != 0) {
            tag(field, WireFormat.WIRETYPE_VARINT);
            varint(value);
        }
    }

    /** A {@code uint32}. */
    void whole(int field, int value) {
        whole(field, Integer.toUnsignedLong(value));
    }

    /**
     * Begins packed {@code double}s: as many calls of {@link #element(double)} follow.
     *
     * @param count at least 0; of none there is no field
     */
    void numbers(int field, int count) {
        if (count > 0) {
            int length = Math.multiplyExact(count, Double.BYTES);
            tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            varint(length);
            require(length);
        }
    }

    void element(double value) {
        require(Double.BYTES);
        LONG.set(bytes, position, Double.doubleToRawLongBits(value));
        position += Double.BYTES;
    }

    /** Packed {@code double}. */
    void numbers(int field, double[] values) {
        numbers(field, values.length);
        for (double value : values) {
            element(value);
        }
    }

    /** Packed {@code sint64}. */
    void signedWholes(int field, long[] values) {
        if (values.length > 0) {
            int start = frame(field);
            for (long value : values) {
                varint((value << 1) ^ (value >> (Long.SIZE - 1)));
            }
            close(start);
        }
    }

    /** An element of packed {@code uint32} or {@code uint64}, between {@link #frame} and {@link #close}. */
    void varint(long value) {
        require(VARINT_BYTES);
        long left = value;
        while ((left & -MORE) != 0) {
            bytes[position++] = (byte) (left | MORE);
            left >>>= 7;
        }
        bytes[position++] = (byte) left;
    }

    /** @throws IllegalArgumentException if messages stand in each other too deep */
    <T> void message(int field, T value, Body<T> body) {
        int start = begin(field);
        body.write(this, value);
        end(start);
    }

    /**
     * Begins a message; its fields follow.
     *
     * @return what {@link #end} is to be given
     * @throws IllegalArgumentException if messages stand in each other too deep
     */
    int begin(int field) {
        if (++depth > MessageReader.DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "messages must stand in each other at most " + MessageReader.DEPTH_MAX + " deep");
        }
        return frame(field);
    }

    void end(int start) {
        depth--;
        close(start);
    }

    <T> void messages(int field, List<T> values, Body<T> body) {
        for (T value : values) {
            message(field, value, body);
        }
    }

    /** A {@code map} from texts, in the order of its keys. */
    <V> void map(int field, Map<String, V> map, Body<V> value) {
        for (Map.Entry<String, V> entry : new TreeMap<>(map).entrySet()) {
            message(field, entry, (out, each) -> {
                out.present(1, each.getKey());
                value.write(out, each.getValue());
            });
        }
    }

    /** The field, even where the text is empty. */
    void present(int field, String value) {
        int start = frame(field);
        if (!ascii(value)) {
            // half a surrogate pair becomes a question mark
            byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
            require(encoded.length);
            System.arraycopy(encoded, 0, bytes, position, encoded.length);
            position += encoded.length;
        }
        close(start);
    }

    /** Writes a text without making garbage, or nothing where it has more than ASCII. */
    private boolean ascii(String value) {
        int length = value.length();
        require(length);
        byte[] to = bytes;
        int at = position;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= MORE) {
                return false;
            }
            to[at + i] = (byte) c;
        }
        position = at + length;
        return true;
    }

    /** The field, even where the number is 0. */
    void present(int field, double value) {
        tag(field, WireFormat.WIRETYPE_FIXED64);
        element(value);
    }

    /** The field, even where it is false. */
    void present(int field, boolean value) {
        tag(field, WireFormat.WIRETYPE_VARINT);
        varint(value ? 1 : 0);
    }

    /** Begins what has a length. */
    int frame(int field) {
        tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        require(1);
        return ++position;
    }

    /** Ends what {@link #frame} began at a position. */
    void close(int start) {
        int length = position - start;
        if (length >= MORE) {
            int more = (Integer.SIZE - Integer.numberOfLeadingZeros(length) - 1) / 7;
            require(more);
            System.arraycopy(bytes, start, bytes, start + more, length);
        }
        position = start - 1;
        varint(length);
        position += length;
    }

    private void tag(int field, int type) {
        varint(field << 3 | type);
    }

    private void require(int more) {
        if (bytes.length - position < more) {
            int least = Math.addExact(position, more);
            bytes = Arrays.copyOf(bytes, (int) Math.max(least, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
