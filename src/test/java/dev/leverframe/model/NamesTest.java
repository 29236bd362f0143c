package dev.leverframe.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "analysis", "lints-vs-core", "A.b_c-9"})
    void plainNamesAreFine(String name) {
        assertThat(Names.nameProblem("domain", name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "..", "a\u0000"})
    void namesThatAreNoPathSegmentsAreNot(String name) {
        assertThat(Names.nameProblem("domain", name)).isPresent();
    }

    @Test
    void nameHasAtMost64Characters() {
        assertThat(Names.nameProblem("domain", "a".repeat(64))).isEmpty();
        assertThat(Names.nameProblem("domain", "a".repeat(65))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "openai/gpt-4o:free", "a b", "größe", "模型", "\uD83D\uDE00"})
    void armsMayBeAnyPrintableText(String arm) {
        assertThat(Names.armProblem(arm)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "\u00a0a", "a\u2003", "a\tb", "a\u007f", "a\u0085b"})
    void armsWithControlCharactersOrBlankEndsAreNot(String arm) {
        assertThat(Names.armProblem(arm)).isPresent();
    }

    /** As text such a half becomes a question mark in UTF-8, so two different arms would hash alike. */
    @Test
    void armsWithHalfASurrogatePairAreNot() {
        assertThat(Names.armProblem("a" + (char) 0xD800)).isPresent();
        assertThat(Names.armProblem((char) 0xDC00 + "a")).isPresent();
    }

    @Test
    void armHasAtMost128Characters() {
        assertThat(Names.armProblem("a".repeat(128))).isEmpty();
        assertThat(Names.armProblem("a".repeat(129))).isPresent();
    }

    @Test
    void messageNamesTheRuleAndShowsTheValueOnOneLine() {
        assertThat(Names.nameProblem("tenant", "a\nb"))
                .hasValue("tenant must be 1 to 64 of A-Z a-z 0-9 . _ - and start with a letter or digit, got 'a?b'");
        assertThat(Names.armProblem("x".repeat(1000)).orElseThrow()).hasSizeLessThan(200);
    }
}
