package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void runsEverySeed() {
        List<Long> seeds = new ArrayList<>();
        Property.forAll(3, seeds::add);
        assertThat(seeds).containsExactly(1L, 2L, 3L);
    }

    @Test
    void failureNamesTheSeedThatReplaysIt() {
        assertThatThrownBy(() -> Property.forAll(5, seed -> assertThat(seed).isLessThan(3)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dproperty.seed=3");
    }
}
