package dev.leverframe.bus;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over JSON text as nearly every client writes it: ASCII, no escapes, numbers of a length that somebody reads. Whatever
 * else it meets it says so of and leaves to a parser that knows all of JSON; so it accepts nothing that the parser refuses,
 * and reads the same values. One of these serves many texts. Belongs to one event loop.
 */
final class PlainJson {
    /** So many digits are below 2^53, and so many decimals a power of ten, that are both exact as a double. */
    private static final int EXACT_DIGITS = 15;

    private static final int NUMBER_LENGTH_MAX = 100;
    private static final double[] POWERS = new double[EXACT_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private final SharedTexts texts = new SharedTexts();
    private byte[] text = {};
    private int at;
    /** Where the last string lies. */
    private int from;

    private int to;
    /** Of the last string, as {@link String#hashCode}. */
    private int hash;

    void over(byte[] text) {
        this.text = text;
        at = 0;
    }

    /** Position of the next byte that is not blank. */
    int position() {
        skipBlank();
        return at;
    }

    /** Goes on at another position. */
    void position(int at) {
        this.at = at;
    }

    /** Whether nothing but blanks is left. */
    boolean atEnd() {
        skipBlank();
        return at == text.length;
    }

    /** Steps over this character where it stands next. */
    boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** The next character that is not blank; 0 at the end. */
    char peek() {
        skipBlank();
        return at < text.length ? (char) (text[at] & 0xff) : 0;
    }

    private void skipBlank() {
        while (at < text.length && isBlank(text[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** Steps over this word (a literal) where it stands next. */
    boolean takeLiteral(String literal) {
        skipBlank();
        for (int i = 0; i < literal.length(); i++) {
            if (at + i >= text.length || text[at + i] != literal.charAt(i)) {
                return false;
            }
        }
        at += literal.length();
        return true;
    }

    /** A string; null where what stands here is none, or not a plain one. */
    @Nullable
    String string() {
        return scan() ? new String(text, from, to - from, StandardCharsets.ISO_8859_1) : null;
    }

    /** A string that others of the same text are likely to follow: mostly the same object as before. */
    @Nullable
    String word() {
        return scan() ? texts.of(text, from, to, hash) : null;
    }

    private boolean scan() {
        if (!take('"')) {
            return false;
        }
        int h = 0;
        int i = at;
        // Bytes above ASCII are negative.
        while (i < text.length && text[i] >= ' ' && text[i] != '"' && text[i] != '\\' && text[i] != 0x7f) {
            h = 31 * h + text[i++];
        }
        if (i == text.length || text[i] != '"') {
            return false;
        }
        from = at;
        to = i;
        hash = h;
        at = i + 1;
        return true;
    }

    /** A number, rounded to the nearest double; NaN where what stands here is none, or not a plain one. */
    double number() {
        skipBlank();
        int start = at;
        boolean negative = take('-');
        int whole = at;
        long digits = digits(0);
        int wholeDigits = at - whole;
        if (wholeDigits == 0 || (wholeDigits > 1 && text[whole] == '0')) {
            return Double.NaN;
        }
        int decimals = 0;
        if (at < text.length && text[at] == '.') {
            int point = at++;
            digits = digits(digits);
            decimals = at - point - 1;
            if (decimals == 0) {
                return Double.NaN;
            }
        }
        boolean exact = wholeDigits + decimals <= EXACT_DIGITS && !(negative && digits == 0);
        if (exact && isDelimited()) {
            double value = digits / POWERS[decimals];
            return negative ? -value : value;
        }
        return decimals > 0 ? longNumber(start) : Double.NaN;
    }

    /** The digits that stand here appended to those before; overflows where there are too many to be exact. */
    private long digits(long before) {
        long digits = before;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            digits = 10 * digits + (text[at++] - '0');
        }
        return digits;
    }

    /** One with many digits or an exponent, read up to the end of its decimals. */
    private double longNumber(int start) {
        if (at < text.length && (text[at] | 0x20) == 'e') {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            int exponent = at;
            digits(0);
            if (at == exponent) {
                return Double.NaN;
            }
        }
        return isDelimited() && at - start <= NUMBER_LENGTH_MAX
                ? NumberInput.parseDouble(new String(text, start, at - start, StandardCharsets.ISO_8859_1), true)
                : Double.NaN;
    }

    /** Whether a number ends here. */
    private boolean isDelimited() {
        return at < text.length && (text[at] == ',' || text[at] == ']' || text[at] == '}' || isBlank(text[at]));
    }
}
