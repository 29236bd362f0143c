package dev.leverframe.memory;

/** Records of bytes in the order in which they were added, by position; positions count on for ever, from 0. */
final class RecordQueue {
    private static final int INITIAL_SIZE = 16;

    private final ByteQueue bytes = new ByteQueue();
    /** By position modulo its length, a power of two. */
    private long[] addresses = new long[INITIAL_SIZE];

    private long first;
    private long end;

    /** The oldest position, or {@link #end} where there is none. */
    long first() {
        return first;
    }

    /** One past the newest position. */
    long end() {
        return end;
    }

    int size() {
        return (int) (end - first);
    }

    /** Adds what was packed. @return its position */
    long add(Packer packed) {
        if (size() == addresses.length) {
            grow();
        }
        addresses[index(end)] = bytes.add(packed.bytes(), packed.length());
        return end++;
    }

    private void grow() {
        long[] more = new long[2 * addresses.length];
        for (long position = first; position < end; position++) {
            more[(int) (position & (more.length - 1))] = addresses[index(position)];
        }
        addresses = more;
    }

    /** Reads a record from an offset on. */
    Unpacker at(long position, int offset) {
        if (position < first || position >= end) {
            throw new IllegalArgumentException("a position must be in [" + first + ", " + end + "), got " + position);
        }
        long address = addresses[index(position)];
        return new Unpacker(bytes.array(address), ByteQueue.offset(address) + offset);
    }

    void removeFirst() {
        first++;
        if (first == end) {
            bytes.clear();
        } else {
            bytes.freeBefore(addresses[index(first)]);
        }
    }

    private int index(long position) {
        return (int) (position & (addresses.length - 1));
    }
}
