package dev.leverframe.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that shows the contract is whole, and may reach nothing but its own listener. */
@Timeout(120)
class ContractPageTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src|url:)[=\\s]*[\"']([^\"']+)[\"']");

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void everythingThatThePageNamesIsServedByThisListener() {
        String named = service.get("/openapi").expect(200).body()
                + service.get("/openapi/page.js").expect(200).body();
        List<String> references = REFERENCE
                .matcher(named)
                .results()
                .map(found -> found.group(1))
                .filter(reference -> !reference.equals("data:,"))
                .distinct()
                .toList();
        assertThat(references)
                .contains("/openapi.yaml", "/openapi/swagger-ui-bundle.js")
                .allSatisfy(reference -> {
                    assertThat(reference).startsWith("/");
                    assertThat(service.get(reference).expect(200).body()).isNotBlank();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi, text/html; charset=utf-8",
        "/openapi/page.css, text/css; charset=utf-8",
        "/openapi/page.js, text/javascript; charset=utf-8",
        "/openapi/swagger-ui.css, text/css; charset=utf-8",
        "/openapi/swagger-ui-bundle.js, text/javascript; charset=utf-8",
    })
    void noFileMayRunOrAskForAnythingFromElsewhere(String path, String type) {
        Answer answer = service.get(path).expect(200);
        assertThat(answer.header("content-type")).isEqualTo(type);
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(String.valueOf(answer.header("content-security-policy")))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';")
                .doesNotContain("unsafe", "http:", "https:", "*");
    }

    /** Else every style and script on the page would have to be allowed inline. */
    @Test
    void pageHasNoInlineStyleOrScript() {
        String page = service.get("/openapi").expect(200).body();
        assertThat(page).doesNotContain("<style", "style=", "onload=", "onclick=");
        assertThat(page.split("<script", -1)).hasSize(3);
        assertThat(page).containsPattern("(?s)<script src=[^>]+></script>.*<script src=[^>]+></script>");
    }

    /** Nothing is served that the page does not need, whatever is in the jar. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi/index.html", "/openapi/swagger-ui-es-bundle.js"})
    void otherFilesOfTheJarAreNotServed(String path) {
        service.get(path).expect(404);
    }

    /** A page of another origin, ours on the management port included, gets no permission to read or send anything. */
    @Test
    void dataPlaneGrantsNoOtherOriginAnything() {
        Map<String, String> preflight = Map.of(
                "origin", service.managementUrl(),
                "access-control-request-method", "POST",
                "access-control-request-headers", "content-type");
        Answer answer = service.call("OPTIONS", service.dataUrl(), "/v1/domains/a/select", null, preflight);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("access-control-allow-origin")).isNull();
        Answer select = service.call(
                "POST", service.dataUrl(), "/v1/domains/a/select", "{}", Map.of("origin", service.managementUrl()));
        assertThat(select.header("access-control-allow-origin")).isNull();
    }
}
