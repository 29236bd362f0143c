package dev.leverframe.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The validator lets through what the document declares, and nothing else. */
class ContractTest {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String SELECT = "/v1/domains/analysis/select";

    private final Contract contract = Contract.load();

    @Test
    void declaredAnswersPass() {
        contract.check("POST", SELECT, 200, JSON, decision().encode());
        contract.check(
                "POST",
                SELECT + "?explain=false",
                200,
                JSON + "; charset=utf-8",
                decision().encode());
        contract.check(
                "POST", SELECT, 400, PROBLEM, problem(400, "invalid_field").encode());
        contract.check("GET", "/health/ready", 503, JSON, "{\"status\":\"DOWN\",\"checks\":[]}");
        contract.check("DELETE", "/v1/domains/analysis", 204, null, "");
        contract.check("GET", "/metrics", 200, "text/plain; version=0.0.4; charset=utf-8", "up 1\n");
        contract.check("GET", "/", 200, "text/html", "<!doctype html>");
    }

    @Test
    void undocumentedFieldFails() {
        assertBreaks(200, JSON, decision().put("extra", 1).encode(), "#/extra: is not declared here");
    }

    @Test
    void missingFieldFails() {
        JsonObject decision = decision();
        decision.remove("propensity");
        assertBreaks(200, JSON, decision.encode(), "required property \"propensity\"");
    }

    @Test
    void everyViolationIsListedOnce() {
        String body = decision().put("propensity", 0).put("reason", "luck").encode();
        assertThatThrownBy(() -> contract.check("POST", SELECT, 200, JSON, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /v1/domains/analysis/select answered 200")
                .hasMessageContaining("#/propensity: 0 is less than or equal to 0")
                .hasMessageContaining("#/reason: ")
                .hasMessageNotContaining("is not declared here");
    }

    @Test
    void badItemOfBatchFails() {
        String good = new JsonObject()
                .put("decisions", new JsonArray().add(decision()).add(problem(422, "no_live_candidate")))
                .encode();
        contract.check("POST", SELECT + "/batch", 200, JSON, good);
        String bad = good.replace("no_live_candidate", "no_idea");
        assertThatThrownBy(() -> contract.check("POST", SELECT + "/batch", 200, JSON, bad))
                .hasMessageContaining("#/decisions/1");
    }

    @Test
    void undeclaredStatusFails() {
        assertBreaks(418, JSON, "{}", "status 418 is not declared");
    }

    @Test
    void problemOfAnotherStatusFails() {
        assertBreaks(400, PROBLEM, problem(404, "unknown_domain").encode(), "#/status: Instance does not match 400");
    }

    @Test
    void undeclaredMediaTypeFails() {
        assertBreaks(400, JSON, problem(400, "malformed").encode(), "media type application/json is not declared");
        assertBreaks(200, null, decision().encode(), "media type none is not declared");
    }

    @Test
    void undeclaredBodyFails() {
        assertThatThrownBy(() -> contract.check("DELETE", "/v1/domains/analysis", 204, JSON, "{}"))
                .hasMessageContaining("a body is not declared");
    }

    @Test
    void bodyThatIsNotExactlyOneJsonValueFails() {
        assertBreaks(200, JSON, "", "the body is empty");
        assertBreaks(200, JSON, "{", "not JSON");
        assertBreaks(200, JSON, decision().encode() + "{}", "something follows the value");
        assertBreaks(200, JSON, "{\"arm\":\"a\",\"arm\":\"a\"}", "Duplicate field 'arm'");
    }

    @Test
    void unlistedPathOrMethodAnswersOnlyItsProblem() {
        contract.check(
                "GET", "/v1/nowhere", 404, PROBLEM, problem(404, "not_found").encode());
        contract.check(
                "PATCH",
                SELECT,
                405,
                PROBLEM,
                problem(405, "method_not_allowed").encode());
        assertThatThrownBy(() -> contract.check("GET", "/v1/nowhere", 200, JSON, "{}"))
                .hasMessageContaining("the path is not declared, so the status must be 404");
        assertThatThrownBy(() -> contract.check("PATCH", SELECT, 200, JSON, "{}"))
                .hasMessageContaining("the method is not declared, so the status must be 405");
    }

    @Test
    void literalPathWinsOverTemplate() {
        contract.check("GET", "/health/live", 200, JSON, "{\"status\":\"UP\",\"checks\":[]}");
        contract.check("GET", "/v1/domains", 200, JSON, "{\"domains\":[]}");
        contract.check("GET", "/v1/domains/domains/experiments", 200, JSON, "{\"experiments\":[]}");
    }

    @Test
    @Timeout(120)
    void manyThreadsMayCheckAtOnce() throws Exception {
        Contract fresh = new Contract(OpenApiDocument.load());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> checks = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                checks.add(threads.submit(() -> checkGoodAndBad(fresh)));
            }
            for (Future<?> check : checks) {
                assertThatCode(check::get).doesNotThrowAnyException();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void checkGoodAndBad(Contract contract) {
        contract.check("POST", SELECT, 200, JSON, decision().encode());
        contract.check("POST", SELECT, 503, PROBLEM, problem(503, "overloaded").encode());
        assertThatThrownBy(() -> contract.check(
                        "POST", SELECT, 200, JSON, decision().put("x", 1).encode()))
                .hasMessageContaining("#/x");
    }

    private void assertBreaks(int status, String contentType, String body, String message) {
        assertThatThrownBy(() -> contract.check("POST", SELECT, status, contentType, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    private static JsonObject decision() {
        return new JsonObject()
                .put("decision_id", "d-1")
                .put("domain", "analysis")
                .put("arm", "modelA")
                .put("propensity", 0.5)
                .put("policy", "thompson")
                .put("reason", "core_policy");
    }

    private static JsonObject problem(int status, String code) {
        return new JsonObject()
                .put("type", "urn:leverframe:problem:" + code)
                .put("title", "A title")
                .put("status", status)
                .put("detail", "what to do next")
                .put("code", code)
                .put("errors", new JsonArray());
    }
}
