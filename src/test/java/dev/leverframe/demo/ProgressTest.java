package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    /** With fewer steps than lines, some tenths pass unseen. */
    @ParameterizedTest
    @CsvSource({"25000, 10", "1779, 10", "10, 10", "3, 3"})
    void everyTenthGetsALine(int steps, int lines) {
        StringWriter text = new StringWriter();
        try (Progress progress = new Progress.Lines("shadow", steps, new PrintWriter(text))) {
            for (int i = 0; i < steps; i++) {
                progress.step();
            }
        }
        assertThat(text.toString().lines()).hasSize(lines);
        assertThat(text.toString().lines().reduce((first, second) -> second))
                .contains(String.format(Locale.ROOT, "shadow  100 %%  %,d of %,d", steps, steps));
    }
}
