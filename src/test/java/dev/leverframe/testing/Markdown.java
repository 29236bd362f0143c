package dev.leverframe.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown document taken apart: its fenced blocks, and of the text around them the code spans, rows and links. */
final class Markdown {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private final Path path;
    private final String prose;
    private final List<Block> blocks;

    private Markdown(Path path, String text) {
        this.path = path;
        this.prose = FENCED.matcher(text).replaceAll("");
        this.blocks = FENCED.matcher(text)
                .results()
                .map(found -> new Block(found.group(1).strip(), found.group(2), line(text, found.start())))
                .toList();
    }

    static Markdown read(Path path) {
        try {
            return new Markdown(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** README.md and everything under src/docs. */
    static List<Markdown> all() {
        try (Stream<Path> files = Files.walk(Path.of("src/docs"))) {
            List<Path> paths = new ArrayList<>(List.of(Path.of("README.md")));
            files.filter(path -> path.toString().endsWith(".md")).sorted().forEach(paths::add);
            return paths.stream().map(Markdown::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** The text without its fenced blocks. */
    String prose() {
        return prose;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** What stands between backticks on one line. */
    List<String> codeSpans() {
        return CODE.matcher(prose).results().map(found -> found.group(1)).toList();
    }

    /** Targets of links. */
    List<String> links() {
        return LINK.matcher(prose).results().map(found -> found.group(1)).toList();
    }

    /** Lines of tables, rulers left out, as they stand. */
    List<String> rows() {
        return prose.lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("| ---"))
                .toList();
    }

    /** Everything in the document that matches, blocks included. */
    Stream<String> matches(Pattern pattern) {
        Stream<String> texts = Stream.concat(Stream.of(prose), blocks.stream().map(Block::text));
        return texts.flatMap(text -> pattern.matcher(text).results()).map(MatchResult::group);
    }

    private static int line(String text, int offset) {
        return (int) text.substring(0, offset).lines().count() + 1;
    }

    /**
     * A fenced block.
     *
     * @param language the info string behind the fence, such as {@code json}
     * @param line of the fence, from 1
     */
    record Block(String language, String text, int line) {}
}
