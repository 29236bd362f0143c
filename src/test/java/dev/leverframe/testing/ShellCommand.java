package dev.leverframe.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A command as a shell reads it, of a small strict subset: words, single quotes, double quotes without anything to expand, a
 * backslash before a line break. Whatever else a shell would act on is refused.
 *
 * @param words quotes removed, at least one
 */
record ShellCommand(List<String> words) {
    private static final String ACTED_ON = "$`\\|&;<>(){}*!~";

    ShellCommand {
        words = List.copyOf(words);
    }

    /** The commands of a script, a line each unless quotes or a backslash go on. */
    static List<ShellCommand> parse(String script) {
        return new Reader(script).read();
    }

    private static final class Reader {
        private final String script;
        private final List<ShellCommand> commands = new ArrayList<>();
        private List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private int at;

        Reader(String script) {
            this.script = script;
        }

        List<ShellCommand> read() {
            for (at = 0; at < script.length(); at++) {
                take(script.charAt(at));
            }
            endCommand();
            return commands;
        }

        private void take(char c) {
            if (c == '\'' || c == '"') {
                quoted(c);
            } else if (c == '\\' && script.startsWith("\n", at + 1)) {
                at++;
                endWord();
            } else if (c == '\n') {
                endCommand();
            } else if (c == ' ') {
                endWord();
            } else if (ACTED_ON.indexOf(c) >= 0) {
                throw new IllegalArgumentException("a shell would act on " + c + " here, quote it: " + script);
            } else {
                inWord = true;
                word.append(c);
            }
        }

        private void quoted(char quote) {
            int end = script.indexOf(quote, at + 1);
            if (end < 0) {
                throw new IllegalArgumentException("a quote is not closed: " + script);
            }
            String text = script.substring(at + 1, end);
            if (quote == '"' && text.chars().anyMatch(c -> "$`\\!".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("a shell would expand this, use single quotes: " + text);
            }
            inWord = true;
            word.append(text);
            at = end;
        }

        private void endWord() {
            if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }

        private void endCommand() {
            endWord();
            if (!words.isEmpty()) {
                commands.add(new ShellCommand(words));
                words = new ArrayList<>();
            }
        }
    }
}
