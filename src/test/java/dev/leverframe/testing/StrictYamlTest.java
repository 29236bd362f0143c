package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictYamlTest {
    @Test
    void documentIsReadAsJson() {
        assertThat(StrictYaml.parse("a: 1\nb: [x, null, { c: true }]"))
                .isEqualTo(new JsonObject()
                        .put("a", 1)
                        .put("b", new JsonArray().add("x").addNull().add(new JsonObject().put("c", true))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ a: 1, a: 2 }    | duplicate key a",
                "{ b: { on: 1 } }  | a key must be a string at /b",
                "{ 200: ok }       | quote it: 200",
                "{ a: 2026-11-01 } | not a JSON value at /a",
            })
    void trapsAreErrors(String yaml, String message) {
        assertThatThrownBy(() -> StrictYaml.parse(yaml)).hasMessageContaining(message);
    }

    @Test
    void oneDocumentIsExpected() {
        assertThatThrownBy(() -> StrictYaml.parse("a: 1\n---\nb: 2"))
                .hasMessageContaining("one document expected, got 2");
    }
}
