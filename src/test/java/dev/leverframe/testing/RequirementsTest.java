package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every sentence of the requirements has a number and a test that exists. */
class RequirementsTest {
    private static final Pattern ROW = Pattern.compile("\\| R(\\d+) \\| (.+) \\| (.+) \\|");
    private static final List<Matcher> ROWS = Markdown.read(Path.of("src/docs/requirements.md")).rows().stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .toList();

    @Test
    void numbersHaveNoGap() {
        List<Integer> numbers =
                ROWS.stream().map(row -> Integer.valueOf(row.group(1))).toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, ROWS.size()).boxed().toList())
                .hasSizeGreaterThan(20);
    }

    @Test
    void everyNumberHasATestAndEveryNamedTestExists() {
        for (Matcher row : ROWS) {
            List<String> names = List.of(row.group(3).split(", "));
            assertThat(names).as("R%s", row.group(1)).allMatch(name -> name.matches("`\\w+Test\\.\\w+`"));
            assertThat(names.stream().flatMap(name -> TestNames.problem(name.replace("`", "")).stream()))
                    .as("R%s", row.group(1))
                    .isEmpty();
        }
    }

    /** Guards the guard: names that lead nowhere are found out. */
    @Test
    void namesThatLeadNowhereAreFoundOut() {
        assertThat(TestNames.problem("RequirementsTest.numbersHaveNoGap")).isEmpty();
        assertThat(TestNames.problem("RequirementsTest.numbersHaveAGap")).isPresent();
        assertThat(TestNames.problem("NoSuchTest.numbersHaveNoGap")).isPresent();
        assertThat(TestNames.problem("TestNames.problem")).isPresent();
    }
}
