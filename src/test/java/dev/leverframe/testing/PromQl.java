package dev.leverframe.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a PromQL expression names: its selectors, and the labels that it groups and matches by. It reads tokens and does
 * not parse: whether the expression is valid is for promtool and a real Prometheus to say.
 */
final class PromQl {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[a-zA-Z_:][\\w:]*|[0-9][\\w.]*|\\[[^\\]]*]|=~|!~|!=|[^\\s]");
    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool");

    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> labels = new LinkedHashSet<>();
    private int at;

    private PromQl(String expression) {
        tokens = TOKEN.matcher(expression).results().map(found -> found.group()).toList();
        while (at < tokens.size()) {
            read(tokens.get(at++));
        }
    }

    static PromQl of(String expression) {
        return new PromQl(expression);
    }

    /** In the order in which they stand. */
    List<Selector> selectors() {
        return selectors;
    }

    /** Named in {@code by}, {@code on} and the like. */
    Set<String> labels() {
        return labels;
    }

    private void read(String token) {
        if (GROUPING.contains(token)) {
            readLabels();
        } else if (isName(token) && !OPERATORS.contains(token) && !isFunction()) {
            selectors.add(new Selector(token, peek().equals("{") ? readMatchers() : Map.of()));
        }
    }

    private boolean isFunction() {
        return peek().equals("(") || GROUPING.contains(peek());
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private void readLabels() {
        if (!peek().equals("(")) {
            return;
        }
        for (at++; !peek().equals(")"); at++) {
            if (isName(peek())) {
                labels.add(peek());
            }
        }
        at++;
    }

    private Map<String, Matcher> readMatchers() {
        Map<String, Matcher> matchers = new LinkedHashMap<>();
        at++;
        while (!peek().equals("}")) {
            String value = tokens.get(at + 2);
            matchers.put(tokens.get(at), new Matcher(tokens.get(at + 1), value.substring(1, value.length() - 1)));
            at += tokens.get(at + 3).equals(",") ? 4 : 3;
        }
        at++;
        return matchers;
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }

    /** A metric, and what its labels have to be. */
    record Selector(String metric, Map<String, Matcher> matchers) {}

    /** How a label is compared, {@code =}, {@code !=}, {@code =~} or {@code !~}, and with what. */
    record Matcher(String operator, String value) {
        /** The values that have to exist for it to mean something. */
        List<String> expected() {
            return switch (operator) {
                case "=" -> List.of(value);
                case "=~" -> value.equals(".*") ? List.of() : List.of(value.split("\\|"));
                default -> List.of();
            };
        }
    }
}
