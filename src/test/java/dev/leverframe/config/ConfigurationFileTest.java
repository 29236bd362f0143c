package dev.leverframe.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The file that is shipped says what the program does. */
@ExtendWith(VertxExtension.class)
class ConfigurationFileTest {
    private static final Path SHIPPED = Path.of(SettingsLoader.DEFAULT_FILE);

    @Test
    void shippedFileParsesToTheBuiltInDefaults(Vertx vertx, @TempDir Path directory) throws IOException {
        Settings settings = new Loading(vertx, directory).load(Files.readString(SHIPPED));
        assertThat(settings).isEqualTo(Settings.defaults());
    }

    @Test
    void shippedFileHoldsEveryKeyOnce() throws IOException {
        assertThat(comments().keySet())
                .containsExactlyElementsOf(Keys.ALL.stream().map(Key::name).toList());
    }

    @Test
    void everyKeyIsCommentedWithUnitDefaultAndBounds() throws IOException {
        Map<String, String> comments = comments();
        for (Key<?> key : Keys.ALL) {
            assertThat(comments.get(key.name())).as(key.name()).startsWith(expected(key) + ". ");
        }
    }

    @Test
    void noTwoKeysShareAVariable() {
        Set<String> variables = Keys.ALL.stream().map(Key::variable).collect(Collectors.toSet());
        assertThat(variables).hasSameSizeAs(Keys.ALL);
    }

    /** Whatever a key's kind, its default can be written into its variable. */
    @Test
    void everyKeyCanBeSetByItsVariable(Vertx vertx, @TempDir Path directory) {
        Map<String, String> environment = new HashMap<>();
        Keys.ALL.forEach(key -> environment.put(key.variable(), String.valueOf(key.fallback())));
        assertThat(new Loading(vertx, directory).load(environment)).isEqualTo(Settings.defaults());
    }

    private static String expected(Key<?> key) {
        if (key.kind() instanceof Kind.Whole whole) {
            return whole.unit() + "; default " + key.fallback() + "; " + whole.min() + " to " + whole.max();
        }
        if (key.kind() instanceof Kind.Numeric number) {
            return number.unit() + "; default " + plain((Double) key.fallback()) + "; " + plain(number.min()) + " to "
                    + plain(number.max());
        }
        if (key.kind() instanceof Kind.Switch) {
            return "switch; default " + key.fallback() + "; true or false";
        }
        if (key.kind() instanceof Kind.Word word) {
            int last = word.words().size() - 1;
            return "word; default " + key.fallback() + "; "
                    + String.join(", ", word.words().subList(0, last)) + " or "
                    + word.words().get(last);
        }
        return Map.of(
                        "http.host", "address; default 0.0.0.0; 1 to 255 characters",
                        "management.host", "address; default 0.0.0.0; 1 to 255 characters",
                        "domains.policy", "policy; default type thompson; any type with its parameters",
                        "domains.configured", "domains; default {}; at most domains_max",
                        "data_dir", "path; default data; 1 to 4096 characters")
                .get(key.name());
    }

    private static String plain(double number) {
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }

    /** The comment right above each key, as one line; keys inside a structure are not keys of ours. */
    private static Map<String, String> comments() throws IOException {
        Map<String, String> comments = new LinkedHashMap<>();
        String section = "";
        StringBuilder comment = new StringBuilder();
        for (String line : Files.readAllLines(SHIPPED)) {
            String text = line.strip();
            if (text.startsWith("#")) {
                comment.append(comment.isEmpty() ? "" : " ")
                        .append(text.substring(1).strip());
                continue;
            }
            if (text.isEmpty()) {
                comment.setLength(0);
                continue;
            }
            int indent = line.length() - line.stripLeading().length();
            String name = text.substring(0, text.indexOf(':'));
            if (indent == 0 && text.endsWith(":")) {
                section = name + ".";
            } else if (indent <= 2) {
                comments.put(indent == 0 ? name : section + name, comment.toString());
            }
            comment.setLength(0);
        }
        return comments;
    }

    @Test
    void linesFitTheScreen() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED);
        assertThat(lines).allMatch(line -> line.length() <= 120);
    }
}
