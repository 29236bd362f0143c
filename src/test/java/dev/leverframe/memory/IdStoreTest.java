package dev.leverframe.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.Property;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdStoreTest {
    /** The second implementation is the library's set in the order of insertion. */
    @Test
    void isASetInTheOrderOfInsertion() {
        Property.forAll(200, seed -> {
            Random random = new Random(seed);
            IdStore ids = new IdStore();
            Set<String> expected = new LinkedHashSet<>();
            for (int i = 0; i < 300; i++) {
                String id = (random.nextBoolean() ? "id-" : "漢-") + random.nextInt(60);
                assertThat(ids.contains(id)).isEqualTo(expected.contains(id));
                if (random.nextInt(3) > 0) {
                    ids.add(id);
                    expected.add(id);
                } else if (!expected.isEmpty()) {
                    ids.removeFirst();
                    expected.remove(expected.iterator().next());
                }
            }
            List<String> held =
                    IntStream.range(0, ids.size()).mapToObj(ids::get).toList();
            assertThat(held).isEqualTo(List.copyOf(expected));
            assertThat(ids.bytes())
                    .isEqualTo(IntStream.range(0, ids.size()).map(ids::bytes).sum());
        });
    }
}
