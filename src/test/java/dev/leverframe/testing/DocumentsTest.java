package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents point at is there: files, tests, packages; and every decision is in its numbered place. */
class DocumentsTest {
    private static final Pattern REPOSITORY_PATH = Pattern.compile("(src|conf|k8s)/[\\w./-]+");
    private static final Pattern TEST = Pattern.compile("\\w+Test(\\.\\w+)?");
    private static final Pattern DECISION = Pattern.compile("(\\d{3})-[a-z0-9-]+\\.md");
    private static final Pattern IMPORTS = Pattern.compile("Map\\.entry\\(\"(\\w+)\", List\\.of\\(([^)]*)\\)\\)");

    @Test
    void linksLeadToFiles() {
        List<String> broken = new ArrayList<>();
        for (Markdown document : Markdown.all()) {
            for (String link : document.links()) {
                Path target = document.path().resolveSibling(link.replaceFirst("#.*", ""));
                if (!link.startsWith("https://") && !Files.exists(target)) {
                    broken.add(document.path() + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void namedFilesAndTestsExist() {
        List<String> missing = new ArrayList<>();
        for (Markdown document : Markdown.all()) {
            for (String span : document.codeSpans()) {
                if (REPOSITORY_PATH.matcher(span).matches() && !Files.exists(Path.of(span))) {
                    missing.add(document.path() + ": " + span);
                }
                if (TEST.matcher(span).matches()) {
                    TestNames.problem(span).ifPresent(problem -> missing.add(document.path() + ": " + problem));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** The table of packages says what the test of the architecture enforces. */
    @Test
    void packageTableIsThatOfTheArchitectureTest() throws IOException {
        List<String> rows = Markdown.read(Path.of("src/docs/architecture.md")).rows();
        String rules = Files.readString(Path.of("src/test/java/dev/leverframe/ArchitectureTest.java"));
        List<String> expected = IMPORTS.matcher(rules)
                .results()
                .map(entry -> "| `" + entry.group(1) + "` | " + imports(entry.group(2)) + " |")
                .toList();
        assertThat(rows.stream().map(row -> row.replaceFirst(" \\| [^|]* \\|$", " |")))
                .containsAll(expected);
    }

    private static String imports(String quoted) {
        return quoted.isEmpty() ? "nothing" : quoted.replace("\"", "");
    }

    @Test
    void decisionsAreNumberedWithoutGapAndSayWhatTheyShould() throws IOException {
        try (var files = Files.list(Path.of("src/docs/decisions"))) {
            List<Path> decisions = files.sorted().toList();
            for (int i = 0; i < decisions.size(); i++) {
                String name = decisions.get(i).getFileName().toString();
                assertThat(name).matches(DECISION).startsWith("%03d-".formatted(i + 1));
                assertThat(Files.readString(decisions.get(i)))
                        .as(name)
                        .contains("**Context.**", "**Decision.**", "**Consequence.**");
            }
        }
    }
}
