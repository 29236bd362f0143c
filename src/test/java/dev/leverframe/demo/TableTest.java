package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void namesStandLeftAndNumbersRight() {
        Table table = new Table(List.of("variant", "n"))
                .row(List.of("a", "1,000"))
                .rule()
                .row(List.of("control", "7"));
        assertThat(table.lines())
                .containsExactly(
                        "variant      n", //
                        "--------------",
                        "a        1,000",
                        "--------------",
                        "control      7");
    }

    @Test
    void rowOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Table(List.of("a", "b")).row(List.of("1")))
                .hasMessage("a row must have 2 cells, got 1");
    }
}
