package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Parameter;
import dev.leverframe.model.PolicyType;
import dev.leverframe.testing.Markdown.Block;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README runs: its commands answer what it says, and what it names exists. */
@Timeout(120)
class ReadmeTest {
    private static final Markdown README = Markdown.read(Path.of("README.md"));
    private static final JsonObject CONFIGURATION = configuration();

    /** In their order, on one service with the built-in defaults. JSON blocks are the answers of the last commands above. */
    @Test
    void everyCommandAnswersAsWritten(@TempDir Path data) {
        Map<String, String> kept = Map.of("LEVERFRAME_DURABILITY", "process", "LEVERFRAME_DATA_DIR", data.toString());
        try (RunningService service = RunningService.start(kept)) {
            List<Answer> unchecked = new ArrayList<>();
            List<Block> blocks = README.blocks();
            for (int i = 0; i < blocks.size(); i++) {
                Block block = blocks.get(i);
                if (block.language().equals("sh")) {
                    unchecked = run(service, block);
                } else if (block.language().startsWith("json")) {
                    int following = jsonBlocksFrom(i);
                    compare(block, unchecked.get(unchecked.size() - following));
                }
            }
            assertThat(metricsInReadme()).isEqualTo(metricsOf(service));
        }
    }

    private static int jsonBlocksFrom(int i) {
        int end = i;
        while (end < README.blocks().size()
                && README.blocks().get(end).language().startsWith("json")) {
            end++;
        }
        return end - i;
    }

    private static List<Answer> run(RunningService service, Block block) {
        List<Answer> answers = new ArrayList<>();
        for (ShellCommand command : ShellCommand.parse(block.text())) {
            switch (command.words().get(0)) {
                case "curl" -> answers.add(CurlCommand.of(command).runAgainst(service));
                case "make" ->
                    assertThat(makeTargets()).contains(command.words().get(1));
                case "kubectl" -> assertThat(command.words()).containsExactly("kubectl", "apply", "-k", "k8s");
                default -> throw new AssertionError("nobody checks this command: " + command);
            }
        }
        assertThat(answers).as("line %d", block.line()).allMatch(answer -> answer.status() / 100 == 2);
        return answers;
    }

    private static void compare(Block block, Answer answer) {
        boolean shortened = block.language().equals("json shortened");
        assertThat(JsonComparison.differences(new JsonObject(block.text()), answer.json(), shortened))
                .as("line %d, answered %s", block.line(), answer.body())
                .isEmpty();
    }

    private static Set<String> metricsInReadme() {
        return README.matches(Pattern.compile("`leverframe_[a-z_]+`"))
                .map(name -> name.replace("`", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Families of a scrape after something was refused, so that every one of them has a sample. */
    private static Set<String> metricsOf(RunningService service) {
        service.post("/v1/domains/routing/select", "{\"candidates\": [\"unheard\"]}")
                .expect(422);
        return Pattern.compile("(?m)^# TYPE (leverframe_\\w+)")
                .matcher(service.get("/metrics").expect(200).body())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void makeTargetsAreThoseOfTheMakefile() {
        Set<String> named = README.matches(Pattern.compile("(?<=`|^|[01] )make [a-z0-9-]+", Pattern.MULTILINE))
                .map(target -> target.substring("make ".length()))
                .collect(Collectors.toSet());
        assertThat(named).isEqualTo(makeTargets());
    }

    private static Set<String> makeTargets() {
        try {
            return Pattern.compile("(?m)^([a-z0-9-]+):.*## ")
                    .matcher(Files.readString(Path.of("Makefile")))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError("the Makefile cannot be read", e);
        }
    }

    @Test
    void configurationKeysExist() {
        String sections = String.join("|", sections());
        List<String> keys = README.codeSpans().stream()
                .filter(span -> span.matches("(" + sections + ")\\.\\w+"))
                .toList();
        assertThat(keys).hasSizeGreaterThan(10).allSatisfy(key -> {
            String[] parts = key.split("\\.");
            assertThat(CONFIGURATION.getJsonObject(parts[0]).fieldNames()).contains(parts[1]);
        });
    }

    @Test
    void environmentVariablesAreThoseOfKeys() {
        Set<String> variables = sections().stream()
                .flatMap(section -> CONFIGURATION.getJsonObject(section).fieldNames().stream()
                        .map(key -> ("LEVERFRAME_" + section + "_" + key).toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(TreeSet::new));
        variables.addAll(Set.of("LEVERFRAME_CONFIG", "LEVERFRAME_DURABILITY", "LEVERFRAME_DATA_DIR"));
        assertThat(README.matches(Pattern.compile("LEVERFRAME_[A-Z_]+"))).isSubsetOf(variables);
    }

    private static List<String> sections() {
        return CONFIGURATION.fieldNames().stream()
                .filter(name -> CONFIGURATION.getValue(name) instanceof JsonObject)
                .toList();
    }

    private static JsonObject configuration() {
        try {
            return StrictYaml.parse(Files.readString(Path.of("conf/leverframe.yaml")));
        } catch (IOException e) {
            throw new AssertionError("conf/leverframe.yaml cannot be read", e);
        }
    }

    @Test
    void policiesAndParametersAreThoseOfTheProgram() {
        for (PolicyType type : PolicyType.values()) {
            String row = README.rows().stream()
                    .filter(line -> line.startsWith("| `" + type.word() + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row for " + type.word()));
            int common = Parameter.COMMON.size();
            type.parameters()
                    .subList(0, type.parameters().size() - common)
                    .forEach(parameter -> assertThat(row).contains("`" + parameter.name() + "`"));
        }
        Parameter.COMMON.forEach(parameter -> assertThat(README.prose()).contains("`" + parameter.name() + "` ("));
    }

    @Test
    void routesAreThoseOfTheContract() {
        JsonObject paths = OpenApiDocument.load().json().getJsonObject("paths");
        Set<String> declared = paths.stream()
                .flatMap(path -> ((JsonObject) path.getValue())
                        .fieldNames().stream()
                                .filter(name ->
                                        Set.of("get", "put", "post", "delete").contains(name))
                                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = README.rows().stream()
                .filter(row -> row.startsWith("| 808"))
                .flatMap(row -> Pattern.compile("`((GET|PUT|POST|DELETE) [^`]+)`")
                        .matcher(row)
                        .results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(declared);
    }

    /** The snippet is the body of a method that a test compiles and runs. */
    @Test
    void javaSnippetIsTheOneThatIsTested() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/leverframe/bandit/EventBusSnippetTest.java"));
        for (Block block : README.blocks()) {
            if (block.language().equals("java")) {
                assertThat(withoutSpace(source)).contains(withoutSpace(block.text()));
            }
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
