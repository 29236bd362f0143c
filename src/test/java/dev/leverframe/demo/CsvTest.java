package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of RFC 4180, section 2, by their numbers there. */
class CsvTest {
    @Test
    void rule1And2LinesAreRowsWithOrWithoutTheLastBreak() {
        List<List<String>> rows = List.of(List.of("a", "b"), List.of("c", "d"));
        assertThat(Csv.parse("a,b\r\nc,d")).isEqualTo(rows);
        assertThat(Csv.parse("a,b\r\nc,d\r\n")).isEqualTo(rows);
        assertThat(Csv.parse("a,b\nc,d\n")).isEqualTo(rows);
    }

    @Test
    void rule4EmptyFieldsAndBlanksAreKept() {
        assertThat(Csv.parse(",  a ,\n")).containsExactly(List.of("", "  a ", ""));
    }

    @Test
    void rule6QuotedFieldsHoldCommasAndLineBreaks() {
        assertThat(Csv.parse("\"a,b\nc\r\n\",d")).containsExactly(List.of("a,b\nc\r\n", "d"));
    }

    @Test
    void rule7DoubledQuotesAreOne() {
        assertThat(Csv.parse("\"say \"\"yes\"\"\",\"\"")).containsExactly(List.of("say \"yes\"", ""));
    }

    @Test
    void quoteThatIsNeverClosedIsRefused() {
        assertThatThrownBy(() -> Csv.parse("a\n\"b")).hasMessageContaining("a quote must be closed");
    }
}
