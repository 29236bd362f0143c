package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * What a router could see in a prompt at no cost: no tokeniser, no model, one pass of pattern matching. That is little, and
 * the demo is meant to show how little.
 */
final class PromptFeatures {
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final Pattern CODE =
            Pattern.compile("```|\\b(python|function|def|class|import|return)\\b|[{};]\\s*$", Pattern.MULTILINE);
    private static final Pattern CHOICES = Pattern.compile("\\(([A-E]|[1-5])\\)|\\bOption [1-5]:");
    private static final Pattern REASONS = Pattern.compile("(?i)\\bexplain\\b|\\bwhy\\b|step by step");
    private static final int ASCII_MAX = 127;

    private PromptFeatures() {}

    /**
     * The features of a prompt, by name.
     *
     * @param source the benchmark that the prompt is from; what stands before a slash becomes the feature {@code task}
     */
    static JsonObject of(String prompt, String source) {
        int words = WORDS.split(prompt.strip()).length;
        return new JsonObject()
                .put("task", source.replaceFirst("/.*", ""))
                .put("prompt_chars_log", Math.log1p(prompt.length()))
                .put("words_log", Math.log1p(words))
                .put("lines_log", Math.log1p(prompt.lines().count()))
                .put("digits_share", share(prompt, Character::isDigit))
                .put("capitals_share", share(prompt, Character::isUpperCase))
                .put("non_ascii", prompt.chars().anyMatch(c -> c > ASCII_MAX))
                .put("has_code", CODE.matcher(prompt).find())
                .put("has_question_mark", prompt.indexOf('?') >= 0)
                .put("multiple_choice", CHOICES.matcher(prompt).find())
                .put("asks_for_reasons", REASONS.matcher(prompt).find());
    }

    private static double share(String prompt, IntPredicate kind) {
        return prompt.isEmpty() ? 0 : (double) prompt.chars().filter(kind).count() / prompt.length();
    }
}
