package dev.leverframe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.testing.Property;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdIndexTest {
    /** Few hashes, close to each other: long runs that overlap, and positions beyond what an int holds. */
    @Test
    void findsWhatIsThereHoweverTheHashesCrowd() {
        Property.forAll(500, seed -> {
            Random random = new Random(seed);
            int hashes = 1 + random.nextInt(40);
            long first = random.nextLong() >>> 8;
            IdIndex index = new IdIndex();
            Map<Long, Integer> expected = new HashMap<>();
            for (long position = first; position < first + 300; position++) {
                int hash = 1 + random.nextInt(hashes) + (random.nextInt(4) << 20);
                index.add(hash, position);
                expected.put(position, hash);
                long gone = position - random.nextInt(60);
                Integer its = expected.remove(gone);
                if (its != null) {
                    index.remove(its, gone);
                }
                assertHolds(index, expected, first);
            }
        });
    }

    private static void assertHolds(IdIndex index, Map<Long, Integer> expected, long near) {
        assertThat(index.size()).isEqualTo(expected.size());
        expected.forEach((position, hash) ->
                assertThat(index.find(hash, near, found -> found == position)).isEqualTo(position));
        assertThat(index.find(99, near, found -> true)).isEqualTo(-1);
    }

    @Test
    void removesNothingThatIsNotThere() {
        IdIndex index = new IdIndex();
        index.add(7, 1);
        assertThatThrownBy(() -> index.remove(7, 2)).hasMessage("position 2 is not in the index");
    }

    @Test
    void hashesOfIdsThatDifferInLittleSpread() {
        int[] buckets = new int[256];
        for (int i = 0; i < 256 * 100; i++) {
            buckets[IdIndex.hash("01K5M3Z9V7T5X8K2M4N6" + i) & 255]++;
        }
        double chiSquare = 0;
        for (int count : buckets) {
            chiSquare += (count - 100.0) * (count - 100.0) / 100;
        }
        // its mean is 255 and its deviation 23; the key differs from run to run, so the bound is a wide one
        assertThat(chiSquare).isLessThan(255 + 10 * 23);
    }
}
