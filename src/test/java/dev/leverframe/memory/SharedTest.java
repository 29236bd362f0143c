package dev.leverframe.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.Property;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedTest {
    @Test
    void eachValueIsKeptOnceForAsLongAsSomebodyHoldsIt() {
        Property.forAll(200, seed -> {
            Random random = new Random(seed);
            Shared<String> shared = new Shared<>(String::length, String::equals);
            Deque<Map.Entry<Integer, String>> held = new ArrayDeque<>();
            for (int i = 0; i < 500; i++) {
                if (random.nextInt(5) < 3) {
                    String value = Integer.toString(random.nextInt(1 + random.nextInt(50)));
                    held.addLast(Map.entry(shared.hold(value), value));
                } else if (!held.isEmpty()) {
                    shared.release(held.removeFirst().getKey());
                }
                held.forEach(each -> assertThat(shared.get(each.getKey())).isEqualTo(each.getValue()));
                assertThat(shared.size()).isEqualTo(new HashSet<>(held).size());
            }
        });
    }
}
