package dev.leverframe.model;

import java.util.Optional;
import java.util.function.IntPredicate;

/** What names and ids may look like. Every method returns what is wrong, or empty. */
public final class Names {
    private static final int ARM_LENGTH_MAX = 128;
    private static final int OUTCOME_ID_LENGTH_MAX = 128;
    private static final int SHOWN_MAX = 64;
    private static final int NAME_LENGTH_MAX = 64;
    private static final int DECISION_ID_LENGTH_MAX = 64;

    private Names() {}

    /**
     * A domain, experiment, variant or tenant.
     *
     * @param what the word for it, for the message
     */
    public static Optional<String> nameProblem(String what, String name) {
        return isName(name)
                ? Optional.empty()
                : Optional.of(what + " must be 1 to 64 of A-Z a-z 0-9 . _ - and start with a letter or digit, got '"
                        + shorten(name) + "'");
    }

    /** An arm: any text without control characters, such as {@code openai/gpt-4o:free}. */
    public static Optional<String> armProblem(String arm) {
        boolean sound = !arm.isEmpty()
                && arm.length() <= ARM_LENGTH_MAX
                && !isBlank(arm.charAt(0))
                && !isBlank(arm.charAt(arm.length() - 1))
                && isPrintable(arm);
        return sound
                ? Optional.empty()
                : Optional.of(
                        "an arm must have 1 to 128 characters, none a control character, no blank at its ends, got '"
                                + shorten(arm) + "'");
    }

    public static Optional<String> decisionIdProblem(String id) {
        return hasOnly(id, DECISION_ID_LENGTH_MAX, c -> isLetterOrDigit(c) || isNameMark(c) || c == ':')
                ? Optional.empty()
                : Optional.of("decision_id must be 1 to 64 of A-Z a-z 0-9 . _ : -, got '" + shorten(id) + "'");
    }

    public static Optional<String> outcomeIdProblem(String id) {
        return !id.isEmpty() && id.length() <= OUTCOME_ID_LENGTH_MAX
                ? encodingProblem("outcome_id", id)
                : Optional.of("outcome_id must have 1 to 128 characters, got " + id.length());
    }

    /**
     * Half of a surrogate pair. UTF-8 has no bytes for it: what was kept would be another text than what was sent, and two
     * texts that differ in it alone would hash alike.
     *
     * @param what the word for it, for the message
     */
    public static Optional<String> encodingProblem(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !Character.isSupplementaryCodePoint(text.codePointAt(i++))) {
                return Optional.of(
                        what + " must be text that UTF-8 can carry, got half of a surrogate pair at character " + i);
            }
        }
        return Optional.empty();
    }

    private static boolean isName(String name) {
        return hasOnly(name, NAME_LENGTH_MAX, c -> isLetterOrDigit(c) || isNameMark(c))
                && isLetterOrDigit(name.charAt(0));
    }

    /** Every request asks this; a regular expression takes several times as long. */
    private static boolean hasOnly(String text, int lengthMax, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= lengthMax;
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isNameMark(int c) {
        return c == '.' || c == '_' || c == '-';
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isUnprintable(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** A control character, or half of a surrogate pair: UTF-8 has no bytes for it, so two such arms would hash alike. */
    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** At most 64 characters of a text, fit for a message: controls and halves of surrogate pairs are question marks. */
    public static String shorten(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN_MAX).map(c -> isUnprintable(c) ? '?' : c).forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) <= SHOWN_MAX ? shown.toString() : shown + "...";
    }
}
