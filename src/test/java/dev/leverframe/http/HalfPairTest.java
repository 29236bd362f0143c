package dev.leverframe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON can spell half of a surrogate pair, which UTF-8 has no bytes for: nothing that is kept may hold one. */
@Timeout(120)
class HalfPairTest {
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
        service.put("/v1/domains/pairs", "{\"arms\": [\"a\", \"b\"]}").expect(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "select | {\"key\": \"u-\\ud83d\"} | /key",
                "select | {\"key\": \"\\ude00\\ud83d\"} | /key",
                "select | {\"tenant\": \"\\ud83d\"} | /tenant",
                "select | {\"decision_id\": \"\\ud83d\"} | /decision_id",
                "select | {\"candidates\": [\"a\", \"\\ude00\"]} | /candidates/1",
                "select | {\"context\": {\"task\": \"\\ud83dx\"}} | /context/task",
                "select | {\"context\": {\"x\\ud83d\": 1}} | /context/x?",
                "select | {\"\\ud83d\": 1} | /?",
                "outcomes | {\"arm\": \"\\ud83d\", \"reward\": 1} | /arm",
                "outcomes | {\"arm\": \"a\", \"outcome_id\": \"\\ud83d\", \"reward\": 1} | /outcome_id",
            })
    void isRefusedNamingItsField(String path, String body, String pointer) {
        Answer answer = service.post("/v1/domains/pairs/" + path, body).expect(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void wholePairsAreTakenAndCutTextsStayWhole() {
        JsonObject decision = service.select(
                "pairs", "{\"key\": \"\\ud83d\\ude00\", \"context\": {\"\\ud83d\\ude00\": \"\\ud83d\\ude00\"}}");
        service.outcome(
                "pairs",
                new JsonObject()
                        .put("decision_id", decision.getString("decision_id"))
                        .put("outcome_id", "\ud83d\ude00")
                        .put("reward", 1)
                        .encode());
        String many = "x" + "\\ud83d\\ude00".repeat(100);
        Answer answer = service.post("/v1/domains/pairs/select", "{\"" + many + "\": 1}")
                .expect(400);
        assertThat(answer.json().getString("detail")).contains("\ud83d\ude00...'");
    }
}
