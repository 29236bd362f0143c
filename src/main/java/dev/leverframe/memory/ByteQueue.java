package dev.leverframe.memory;

/**
 * Records of bytes, added at one end and freed at the other. They lie in chunks that are used again, so that a queue that
 * goes on for ever allocates nothing. A chunk is as large as those before it together, within bounds: small queues are small.
 */
final class ByteQueue {
    private static final int CHUNK_MIN = 1 << 10;
    /** Below the half of a region of G1, from which on an array is placed apart. */
    private static final int CHUNK_MAX = 1 << 18;

    private static final byte[] NONE = {};

    /** By the number of the chunk modulo its length, a power of two. */
    private byte[][] chunks = new byte[4][];

    private long first;
    private long end;
    /** Of the last chunk. */
    private int used;

    /** One that was freed and waits to be used again. */
    private byte[] spare = NONE;

    /**
     * Adds the beginning of an array as one record.
     *
     * @return its address
     */
    long add(byte[] from, int length) {
        if (first == end || chunk(end - 1).length - used < length) {
            begin(length);
        }
        long address = (end - 1) << Integer.SIZE | used;
        System.arraycopy(from, 0, chunk(end - 1), used, length);
        used += length;
        return address;
    }

    private void begin(int length) {
        if (end - first == chunks.length) {
            grow();
        }
        chunks[index(end)] = next(length);
        end++;
        used = 0;
    }

    private byte[] next(int length) {
        long size = Math.min(CHUNK_MAX, Math.max(CHUNK_MIN, (end - first) * CHUNK_MIN));
        byte[] known = spare;
        if (known.length >= Math.max(length, size / 2)) {
            spare = NONE;
            return known;
        }
        return new byte[(int) Math.max(size, length)];
    }

    private void grow() {
        byte[][] more = new byte[2 * chunks.length][];
        for (long number = first; number < end; number++) {
            more[(int) (number & (more.length - 1))] = chunks[index(number)];
        }
        chunks = more;
    }

    /** The array that a record lies in, from {@link #offset} on. */
    byte[] array(long address) {
        return chunk(address >>> Integer.SIZE);
    }

    static int offset(long address) {
        return (int) address;
    }

    /** Frees the records before this one. */
    void freeBefore(long address) {
        while (first < address >>> Integer.SIZE) {
            free();
        }
    }

    /** Frees all records. */
    void clear() {
        while (first < end) {
            free();
        }
    }

    private void free() {
        byte[] freed = chunk(first);
        chunks[index(first++)] = NONE;
        spare = freed.length <= CHUNK_MAX ? freed : spare;
    }

    private byte[] chunk(long number) {
        if (number < first || number >= end) {
            throw new IllegalArgumentException("a chunk must be in [" + first + ", " + end + "), got " + number);
        }
        return chunks[index(number)];
    }

    private int index(long number) {
        return (int) (number & (chunks.length - 1));
    }
}
