package dev.leverframe.journal.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one message after another. Nothing is allocated that the bytes at hand could not fill, so that no
 * damage costs more than its own size. Anything that is not as it was written is an {@link IOException}.
 */
final class MessageReader {
    /** How deep messages may stand in each other: what readers of Protocol Buffers take unless told otherwise. */
    static final int DEPTH_MAX = 100;

    private final CodedInputStream in;
    private int tag;
    private int depth;

    private MessageReader(byte[] bytes) {
        in = CodedInputStream.newInstance(bytes);
    }

    /** Makes a value of the fields of a message, until there are none. */
    @FunctionalInterface
    interface Body<T> {
        T read(MessageReader in) throws IOException;
    }

    static <T> T read(byte[] bytes, Body<T> body) throws IOException {
        MessageReader reader = new MessageReader(bytes);
        reader.in.pushLimit(bytes.length);
        return body.read(reader);
    }

    /** Number of the next field of this message; 0 at its end. The field is read or skipped next. */
    int next() throws IOException {
        tag = in.readTag();
        return WireFormat.getTagFieldNumber(tag);
    }

    /** Passes over a field of a later version; returns its number. */
    int skip() throws IOException {
        int type = WireFormat.getTagWireType(tag);
        require(type != WireFormat.WIRETYPE_START_GROUP && type != WireFormat.WIRETYPE_END_GROUP, "a group");
        in.skipField(tag);
        return WireFormat.getTagFieldNumber(tag);
    }

    String text() throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.readStringRequireUtf8();
    }

    double number() throws IOException {
        expect(WireFormat.WIRETYPE_FIXED64);
        return in.readDouble();
    }

    boolean flag() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return in.readBool();
    }

    /** An {@code int64} or {@code uint64}. */
    long whole() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return in.readRawVarint64();
    }

    /** A {@code uint32}. */
    int wholeInt() throws IOException {
        expect(WireFormat.WIRETYPE_VARINT);
        return in.readRawVarint32();
    }

    /** Packed {@code double}. */
    double[] numbers() throws IOException {
        int outer = begin();
        int bytes = in.getBytesUntilLimit();
        require(bytes % Double.BYTES == 0, "numbers cut short");
        double[] numbers = new double[bytes / Double.BYTES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        end(outer);
        return numbers;
    }

    /** Packed {@code sint64}. */
    long[] signedWholes() throws IOException {
        int outer = begin();
        long[] wholes = new long[in.getBytesUntilLimit()];
        int count = 0;
        while (in.getBytesUntilLimit() > 0) {
            wholes[count++] = in.readSInt64();
        }
        end(outer);
        return Arrays.copyOf(wholes, count);
    }

    /** Packed {@code uint32}. */
    int[] wholes() throws IOException {
        int outer = begin();
        int[] wholes = new int[in.getBytesUntilLimit()];
        int count = 0;
        while (in.getBytesUntilLimit() > 0) {
            wholes[count++] = in.readRawVarint32();
        }
        end(outer);
        return Arrays.copyOf(wholes, count);
    }

    <T> T message(Body<T> body) throws IOException {
        require(++depth <= DEPTH_MAX, "messages nested too deep");
        int outer = begin();
        T value = body.read(this);
        end(outer);
        depth--;
        return value;
    }

    /** Field 1 of a message that has no other; null where it is absent. */
    <T> @Nullable T only(Body<T> first) throws IOException {
        T read = null;
        for (int field = next(); field != 0; field = next()) {
            if (field == 1) {
                read = first.read(this);
            } else {
                skip();
            }
        }
        return read;
    }

    /** As {@link #only}, where field 1 is repeated. */
    <T> List<T> all(Body<T> each) throws IOException {
        List<T> read = new ArrayList<>();
        for (int field = next(); field != 0; field = next()) {
            if (field == 1) {
                read.add(each.read(this));
            } else {
                skip();
            }
        }
        return read;
    }

    /** As {@link #only}, for a text; absent, it is empty. */
    String onlyText() throws IOException {
        String name = only(MessageReader::text);
        return name == null ? "" : name;
    }

    /** One entry of a {@code map} from texts. */
    <V> void entry(Map<String, V> map, V ifAbsent, Body<V> value) throws IOException {
        message(in -> {
            String key = "";
            V read = ifAbsent;
            for (int field = in.next(); field != 0; field = in.next()) {
                switch (field) {
                    case 1 -> key = in.text();
                    case 2 -> read = value.read(in);
                    default -> in.skip();
                }
            }
            map.put(key, read);
            return map;
        });
    }

    /** What a message must have. */
    static <T> T required(@Nullable T value, String what) throws IOException {
        if (value == null) {
            throw new InvalidProtocolBufferException(what + " is missing");
        }
        return value;
    }

    /**
     * A {@code oneof} without a field that is known here.
     *
     * @param field number of a field that is not known, or 0 where there is none
     */
    static InvalidProtocolBufferException unknownKind(String what, int field) {
        return new InvalidProtocolBufferException(
                field == 0 ? what + " is of no kind" : what + " is of kind " + field + ", which is not known here");
    }

    private int begin() throws IOException {
        expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.pushLimit(in.readRawVarint32());
    }

    private void end(int outer) throws IOException {
        require(in.getBytesUntilLimit() == 0, "a message that goes on");
        in.popLimit(outer);
    }

    private void expect(int type) throws IOException {
        require(WireFormat.getTagWireType(tag) == type, "a field of another type");
    }

    private static void require(boolean sound, String otherwise) throws IOException {
        if (!sound) {
            throw new InvalidProtocolBufferException(otherwise);
        }
    }
}
