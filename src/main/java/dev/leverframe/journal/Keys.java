package dev.leverframe.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys of the tables. Names and ids are ASCII without a zero byte; numbers are big-endian, so that bytes order as numbers.
 *
 * <pre>
 *   stream    name 00 generation(4)
 *   JOURNAL   stream last(8)          last: number of the last fact of the record, so that a record that straddles a
 *   SNAPSHOTS stream sequence(8)            bound is found from the bound on
 *   STREAMS   stream                  what is kept of the stream
 *             stream sequence(8)      what the snapshot there needs
 *   INDEX     decision 00 stream sequence(8)
 *             00 time(8) stream sequence(8)   a note: from here on are decisions made at that time and a little later
 *   AUDIT     number(8)               from 1
 * </pre>
 */
final class Keys {
    static final byte[] FIRST = {};
    /** Above every key. */
    static final byte[] END = {-1, -1, -1, -1, -1, -1, -1, -1, -1};

    private static final int SEQUENCE_BYTES = Long.BYTES;
    private static final int NOTE_BYTES = 1 + Long.BYTES;

    private Keys() {}

    static byte[] stream(StreamId stream) {
        return streamThen(stream, 0).array();
    }

    static byte[] at(StreamId stream, long sequence) {
        return streamThen(stream, SEQUENCE_BYTES).putLong(sequence).array();
    }

    /** Above every key of the stream. */
    static byte[] end(StreamId stream) {
        return streamThen(stream, END.length).put(END).array();
    }

    private static ByteBuffer streamThen(StreamId stream, int more) {
        byte[] name = stream.domain().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 1 + Integer.BYTES + more)
                .put(name)
                .put((byte) 0)
                .putInt(stream.generation());
    }

    static StreamId streamOf(byte[] key) {
        return streamFrom(key, 0);
    }

    static boolean hasSequence(byte[] streamKey) {
        return streamKey.length > zero(streamKey, 0) + 1 + Integer.BYTES;
    }

    /** Of a key that ends in one. */
    static long sequenceOf(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - SEQUENCE_BYTES);
    }

    static byte[] index(String decisionId, StreamId stream, long sequence) {
        byte[] id = decisionId.getBytes(StandardCharsets.US_ASCII);
        byte[] place = at(stream, sequence);
        return ByteBuffer.allocate(id.length + 1 + place.length)
                .put(id)
                .put((byte) 0)
                .put(place)
                .array();
    }

    /** At or below every entry of the decision. */
    static byte[] indexOf(String decisionId) {
        return (decisionId + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    /** Above every entry of the decision. */
    static byte[] indexEnd(String decisionId) {
        return (decisionId + "\1").getBytes(StandardCharsets.US_ASCII);
    }

    static StreamId streamOfIndex(byte[] key) {
        return streamFrom(key, zero(key, 0) + 1);
    }

    /** Notes stand before all entries of decisions. */
    static byte[] note(long atMs, StreamId stream, long sequence) {
        byte[] place = at(stream, sequence);
        return ByteBuffer.allocate(NOTE_BYTES + place.length)
                .put(noteOf(atMs))
                .put(place)
                .array();
    }

    /** At or below every note of the time. */
    static byte[] noteOf(long atMs) {
        return ByteBuffer.allocate(NOTE_BYTES).put((byte) 0).putLong(atMs).array();
    }

    static long timeOfNote(byte[] key) {
        return ByteBuffer.wrap(key).getLong(1);
    }

    static StreamId streamOfNote(byte[] key) {
        return streamFrom(key, NOTE_BYTES);
    }

    static byte[] audit(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static StreamId streamFrom(byte[] key, int start) {
        int end = zero(key, start);
        String domain = new String(key, start, end - start, StandardCharsets.US_ASCII);
        return new StreamId(domain, ByteBuffer.wrap(key).getInt(end + 1));
    }

    private static int zero(byte[] key, int from) {
        for (int i = from; i < key.length - Integer.BYTES; i++) {
            if (key[i] == 0) {
                return i;
            }
        }
        throw new JournalException("a key of the journal is damaged: " + Arrays.toString(key));
    }
}
