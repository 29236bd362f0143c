package dev.leverframe.config;

/** Text that came from outside, made fit for one line of a message. */
final class OneLine {
    private static final int CHARS_MAX = 200;
    private static final int QUOTED_CHARS_MAX = 80;

    private OneLine() {}

    /** The text, each control character a blank, cut to 200 characters. */
    static String of(String text) {
        return cut(text, CHARS_MAX);
    }

    /** The text between quotes, cut to 80 characters. */
    static String quoted(String text) {
        return "'" + cut(text, QUOTED_CHARS_MAX) + "'";
    }

    /** Whether a character has no place on a line: controls, line ends, and half of a surrogate pair. */
    static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }

    private static String cut(String text, int charsMax) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(charsMax).map(c -> isUnprintable(c) ? ' ' : c).forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > charsMax
                ? line.append("...").toString()
                : line.toString();
    }
}
