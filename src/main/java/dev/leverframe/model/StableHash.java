package dev.leverframe.model;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The one hash behind allocation, feature buckets and keyed randomness: XXH3, 64 bit, seed 0, over canonical bytes.
 *
 * <p>Canonical bytes of a list of fields: for each field its length in UTF-8 bytes as 4 bytes little-endian, then those
 * bytes. The length prefix makes the encoding injective, so {@code ("ab", "c")} and {@code ("a", "bc")} differ, and any
 * language with XXH3 can compute the same value. This function is never changed; a new one would stand beside it.
 */
public final class StableHash {
    private static final Hasher64 XXH3 = Hashing.xxh3_64();
    private static final double TWO_POW_MINUS_53 = 0x1.0p-53;
    private static final int ASCII_END = 0x80;
    private static final double LARGEST_BELOW_ONE = 1 - 0x1.0p-53;

    private StableHash() {}

    /** Hash of the fields in their order; any 64-bit value, to be read as unsigned. */
    public static long of(String... fields) {
        byte[] plain = ascii(fields);
        return XXH3.hashBytesToLong(plain == null ? utf8(fields) : plain);
    }

    /** The canonical bytes where every character is its own byte, as nearly always; else null. */
    private static byte @Nullable [] ascii(String[] fields) {
        int size = 0;
        for (String field : fields) {
            size += Integer.BYTES + field.length();
        }
        byte[] bytes = new byte[size];
        int at = 0;
        int all = 0;
        for (String field : fields) {
            int length = field.length();
            at = putLength(bytes, at, length);
            for (int i = 0; i < length; i++) {
                char c = field.charAt(i);
                all |= c;
                bytes[at++] = (byte) c;
            }
        }
        return all < ASCII_END ? bytes : null;
    }

    private static byte[] utf8(String[] fields) {
        byte[][] encoded = new byte[fields.length][];
        int size = 0;
        for (int i = 0; i < fields.length; i++) {
            encoded[i] = fields[i].getBytes(StandardCharsets.UTF_8);
            size += Integer.BYTES + encoded[i].length;
        }
        return concatenate(encoded, size);
    }

    /** The hash as a number strictly between 0 and 1: its upper 53 bits, centred in their interval. */
    public static double unitInterval(long hash) {
        // The centre of the last interval needs 54 bits and would round to 1.
        return Math.min(((hash >>> 11) + 0.5) * TWO_POW_MINUS_53, LARGEST_BELOW_ONE);
    }

    /**
     * The keyed uniform {@code U(decisionId, purpose, i)}: replayable randomness, strictly between 0 and 1. The same
     * arguments give the same number in every process.
     */
    public static double uniform(String decisionId, String purpose, int i) {
        return unitInterval(of(purpose, decisionId, i == 0 ? "0" : Integer.toString(i)));
    }

    private static byte[] concatenate(byte[][] fields, int size) {
        byte[] bytes = new byte[size];
        int at = 0;
        for (byte[] field : fields) {
            at = putLength(bytes, at, field.length);
            System.arraycopy(field, 0, bytes, at, field.length);
            at += field.length;
        }
        return bytes;
    }

    /** @return where to go on */
    private static int putLength(byte[] bytes, int at, int length) {
        bytes[at] = (byte) length;
        bytes[at + 1] = (byte) (length >>> 8);
        bytes[at + 2] = (byte) (length >>> 16);
        bytes[at + 3] = (byte) (length >>> 24);
        return at + Integer.BYTES;
    }
}
