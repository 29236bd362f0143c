package dev.leverframe.journal.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message in the wire format of Protocol Buffers, by the rules of proto3: what is 0 or empty is left out, unless
 * the field tells it from being absent.
 *
 * <p>A nested message begins with its length. So whoever writes does it twice by the same code: first everything is
 * measured and the lengths are noted in the order in which messages begin, then everything is written into an array of
 * just that size.
 */
final class MessageWriter {
    private final @Nullable CodedOutputStream out;
    private int[] lengths;
    private int messages;
    private int size;
    private int depth;

    private MessageWriter(@Nullable CodedOutputStream out, int[] lengths) {
        this.out = out;
        this.lengths = lengths;
    }

    /** What a message consists of: writes its fields, in the order of their numbers, the same ones each time. */
    @FunctionalInterface
    interface Body<T> {
        void write(MessageWriter out, T value) throws IOException;
    }

    static <T> byte[] write(T value, Body<T> body) throws IOException {
        MessageWriter measure = new MessageWriter(null, new int[32]);
        body.write(measure, value);
        byte[] bytes = new byte[measure.size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        body.write(new MessageWriter(out, measure.lengths), value);
        out.checkNoSpaceLeft();
        return bytes;
    }

    void text(int field, String value) throws IOException {
        if (!value.isEmpty()) {
            present(field, value);
        }
    }

    void optionalText(int field, @Nullable String value) throws IOException {
        if (value != null) {
            present(field, value);
        }
    }

    void texts(int field, List<String> values) throws IOException {
        for (String value : values) {
            present(field, value);
        }
    }

    void number(int field, double value) throws IOException {
        if (Double.doubleToRawLongBits(value) != 0) {
            present(field, value);
        }
    }

    void optionalNumber(int field, @Nullable Double value) throws IOException {
        if (value != null) {
            present(field, value);
        }
    }

    void flag(int field, boolean value) throws IOException {
        if (value) {
            present(field, true);
        }
    }

    void optionalFlag(int field, @Nullable Boolean value) throws IOException {
        if (value != null) {
            present(field, value.booleanValue());
        }
    }

    /** An {@code int64} or {@code uint64}. */
    void whole(int field, long value) throws IOException {
        if (value == 0) {
            return;
        }
        if (out == null) {
            size += CodedOutputStream.computeUInt64Size(field, value);
        } else {
            out.writeUInt64(field, value);
        }
    }

    /** A {@code uint32}. */
    void whole(int field, int value) throws IOException {
        whole(field, Integer.toUnsignedLong(value));
    }

    /** Packed {@code double}. */
    void numbers(int field, int count, IntToDoubleFunction values) throws IOException {
        if (count == 0) {
            return;
        }
        int length = Math.multiplyExact(count, Double.BYTES);
        if (out == null) {
            measureFramed(field, length);
            return;
        }
        writeFrame(field, length);
        for (int i = 0; i < count; i++) {
            out.writeDoubleNoTag(values.applyAsDouble(i));
        }
    }

    /** Packed {@code sint64}. */
    void signedWholes(int field, long[] values) throws IOException {
        packed(field, values.length, i -> CodedOutputStream.encodeZigZag64(values[(int) i]));
    }

    /** Packed {@code uint32}. */
    void wholes(int field, int count, IntUnaryOperator values) throws IOException {
        packed(field, count, i -> Integer.toUnsignedLong(values.applyAsInt((int) i)));
    }

    <T> void message(int field, T value, Body<T> body) throws IOException {
        if (++depth > MessageReader.DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "messages must stand in each other at most " + MessageReader.DEPTH_MAX + " deep");
        }
        if (out == null) {
            int message = begin();
            int before = size;
            body.write(this, value);
            lengths[message] = size - before;
            size = before;
            measureFramed(field, lengths[message]);
        } else {
            writeFrame(field, lengths[messages++]);
            body.write(this, value);
        }
        depth--;
    }

    <T> void messages(int field, List<T> values, Body<T> body) throws IOException {
        for (T value : values) {
            message(field, value, body);
        }
    }

    /** A {@code map} from texts, in the order of its keys. */
    <V> void map(int field, Map<String, V> map, Body<V> value) throws IOException {
        for (Map.Entry<String, V> entry : sorted(map).entrySet()) {
            message(field, entry, (out, each) -> {
                out.present(1, each.getKey());
                value.write(out, each.getValue());
            });
        }
    }

    /** The field, even where the text is empty. */
    void present(int field, String value) throws IOException {
        if (out == null) {
            size += CodedOutputStream.computeStringSize(field, value);
        } else {
            // Half a surrogate pair becomes a question mark; writeString would log each one with its stack.
            out.writeByteArray(field, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The field, even where the number is 0. */
    void present(int field, double value) throws IOException {
        if (out == null) {
            size += CodedOutputStream.computeDoubleSize(field, value);
        } else {
            out.writeDouble(field, value);
        }
    }

    /** The field, even where it is false. */
    void present(int field, boolean value) throws IOException {
        if (out == null) {
            size += CodedOutputStream.computeBoolSize(field, value);
        } else {
            out.writeBool(field, value);
        }
    }

    private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }

    private void packed(int field, int count, LongUnaryOperator varints) throws IOException {
        if (count == 0) {
            return;
        }
        if (out == null) {
            int message = begin();
            for (int i = 0; i < count; i++) {
                lengths[message] += CodedOutputStream.computeUInt64SizeNoTag(varints.applyAsLong(i));
            }
            measureFramed(field, lengths[message]);
            return;
        }
        writeFrame(field, lengths[messages++]);
        for (int i = 0; i < count; i++) {
            out.writeUInt64NoTag(varints.applyAsLong(i));
        }
    }

    /** Where the length of the message that begins now is noted. */
    private int begin() {
        if (messages == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * messages);
        }
        return messages++;
    }

    private void measureFramed(int field, int length) {
        int framed =
                CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(length) + length;
        size = Math.addExact(size, framed);
    }

    private void writeFrame(int field, int length) throws IOException {
        CodedOutputStream to = Objects.requireNonNull(out, "measuring writes nothing");
        to.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        to.writeUInt32NoTag(length);
    }
}
