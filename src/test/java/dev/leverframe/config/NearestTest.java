package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    /** Counted by hand; "ca" to "abc" is 3 where each letter is edited at most once. */
    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', ab, 2", "port, prot, 1", "kitten, sitting, 3", "ca, abc, 3", "ab, ba, 1"})
    void distanceCountsEdits(String a, String b, int edits) {
        assertThat(Nearest.distance(a, b)).isEqualTo(edits);
        assertThat(Nearest.distance(b, a)).isEqualTo(edits);
    }

    @Test
    void oneSwapIsOneEditAnywhere() {
        Random random = new Random(7);
        for (int seed = 0; seed < 200; seed++) {
            String word = "abcdefghij".substring(0, 2 + random.nextInt(9));
            int at = random.nextInt(word.length() - 1);
            String swapped = word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            assertThat(Nearest.distance(word, swapped)).as(swapped).isEqualTo(1);
        }
    }

    @Test
    void lastPartOfADottedNameIsFoundWithoutItsSection() {
        assertThat(Nearest.hint("batch_max", List.of("http.host", "http.batch_max")))
                .isEqualTo(", did you mean 'http.batch_max'?");
    }

    @Test
    void nothingKnownGivesNoHint() {
        assertThat(Nearest.hint("x", List.of())).isEmpty();
    }
}
