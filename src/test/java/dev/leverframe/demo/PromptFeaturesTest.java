package dev.leverframe.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptFeaturesTest {
    @Test
    void countsWhatIsInThePrompt() {
        JsonObject features = PromptFeatures.of("What is 12 + 30?\nBe brief", "gsm8k");
        assertThat(features.getDouble("prompt_chars_log")).isEqualTo(Math.log1p(25));
        assertThat(features.getDouble("words_log")).isEqualTo(Math.log1p(7));
        assertThat(features.getDouble("lines_log")).isEqualTo(Math.log1p(2));
        assertThat(features.getDouble("digits_share")).isEqualTo(4 / 25.0);
        assertThat(features.getDouble("capitals_share")).isEqualTo(2 / 25.0);
        assertThat(features.getBoolean("has_question_mark")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "has_code, Write a python function to copy a list., true",
        "has_code, Which sentence is sarcastic?, false",
        "multiple_choice, 'Choices: (A) barking, (B) tail-wagging', true",
        "multiple_choice, 'Options: (1) makes a shot (2) uses', true",
        "multiple_choice, 'Option 1: jar', true",
        "multiple_choice, Sort the words (alphabetically), false",
        "asks_for_reasons, Explain briefly., true",
        "asks_for_reasons, Answer with the option., false",
        "non_ascii, cœur, true",
        "non_ascii, heart, false"
    })
    void flagsTellPromptsApart(String flag, String prompt, boolean expected) {
        assertThat(PromptFeatures.of(prompt, "mmlu").getBoolean(flag)).isEqualTo(expected);
    }

    @Test
    void taskIsTheBenchmarkWithoutItsPart() {
        assertThat(PromptFeatures.of("x", "bbh/word_sorting").getString("task")).isEqualTo("bbh");
    }
}
