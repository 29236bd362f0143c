package dev.leverframe.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values with quotes (RFC 4180): a quoted field may hold commas, line breaks and doubled quotes. Lenient in
 * one thing: a line may end in a bare line feed.
 */
final class Csv {
    private final String text;
    private final List<List<String>> rows = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private List<String> row = new ArrayList<>();
    private boolean quoted;

    private Csv(String text) {
        this.text = text;
    }

    /**
     * All rows, the header among them.
     *
     * @throws IllegalArgumentException if a quote is never closed
     */
    static List<List<String>> parse(String text) {
        Csv csv = new Csv(text);
        csv.read();
        return csv.rows;
    }

    private void read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!quoted) {
                readPlain(c);
            } else if (c != '"') {
                field.append(c);
            } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else {
                quoted = false;
            }
        }
        end();
    }

    private void readPlain(char c) {
        switch (c) {
            case '"' -> quoted = true;
            case ',' -> endField();
            case '\n' -> endRow();
            case '\r' -> {}
            default -> field.append(c);
        }
    }

    private void end() {
        if (quoted) {
            throw new IllegalArgumentException("a quote must be closed, got the end of the text in row " + rows.size());
        }
        if (!row.isEmpty() || !field.isEmpty()) {
            endRow();
        }
    }

    private void endField() {
        row.add(field.toString());
        field.setLength(0);
    }

    private void endRow() {
        endField();
        rows.add(row);
        row = new ArrayList<>();
    }
}
