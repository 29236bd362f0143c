package dev.leverframe.stats;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.leverframe.testing.Browser;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.Traffic;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser, against a running service. */
@Timeout(300)
class DashboardTest {
    private static final String DOMAIN = "/domain/answers";
    private static final String EXPERIMENT = DOMAIN + "/experiment/context-vs-core";

    @TempDir
    static Path data;

    private static RunningService service;
    private static Browser browser;
    private static String decision;

    @BeforeAll
    static void start() {
        service = RunningService.start(Map.of(
                "ENABLE_EXPERIMENT_HARNESS", "1",
                "ENABLE_RL_LINTS", "1",
                "LEVERFRAME_DURABILITY", "process",
                "LEVERFRAME_DATA_DIR", data.toString()));
        browser = Browser.start();
        service.put("/v1/domains/answers", """
                {"arms": ["mistral-large", "gpt-mini", "local-8b"], "policy": {"type": "thompson", "exploration_floor": 0.05},
                 "context": {"dimension": 64}, "decision_ttl_ms": 2000}""").expect(201);
        experiment("context-vs-core");
        new Traffic(service, "answers", 1).send(600);
        decision = new Traffic(service, "answers", 2).one();
        settle();
    }

    /** Until no decision waits any more, so that figures stay what they are. */
    private static void settle() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> service.stats("answers").getLong("pending") == 0);
    }

    private static void experiment(String name) {
        service.put("/v1/domains/answers/experiments/" + name, """
                {"control": "core", "variants": [{"variant": "core", "weight": 50, "policy": {"type": "thompson"}},
                 {"variant": "context", "weight": 50, "policy": {"type": "lin_ts_diag"}}]}""").expect(201);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        service.close();
    }

    /** Whatever a test looks at, nothing may go wrong behind it. */
    @AfterEach
    void nothingIsComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static Page open(String view) {
        return open(view, 1280, 900, ColorScheme.LIGHT);
    }

    private static Page open(String view, int width, int height, ColorScheme scheme) {
        Page page = browser.page(width, height, scheme);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        page.route("**/report", DashboardTest::report);
        return show(page, view);
    }

    private static Page show(Page page, String view) {
        page.navigate(service.managementUrl() + "/#" + view);
        assertThat(page.locator("body")).hasAttribute("data-live", "live");
        return page;
    }

    /** The shape of a report, with numbers that no traffic has to make first. */
    private static void report(Route route) {
        try {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(Files.readString(Path.of("src/test/resources/dashboard/report.json"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void shows(Locator place, Object value) {
        assertThat(place).hasAttribute("data-value", String.valueOf(value));
    }

    @Test
    void overviewShowsWhatStatsSay() {
        Page page = open("/");
        new Traffic(service, "answers", 3).send(100);
        settle();
        JsonObject stats = service.stats("answers");
        Locator row = page.locator("[data-domain=answers]");
        shows(row.locator("[data-term=selects]"), stats.getLong("selects"));
        double joined = stats.getDouble("outcomes") / (stats.getLong("selects") - stats.getLong("pending"));
        shows(row.locator("[data-term=join_rate]"), joined == 1 ? "1" : joined);
        assertThat(row).containsText("context-vs-core");
        assertThat(row).containsText("shadow");
        page.context().close();
    }

    @Test
    void domainShowsWhatStatsSay() {
        Page page = open(DOMAIN);
        JsonObject stats = service.stats("answers");
        for (String figure : List.of("selects", "pending", "expired")) {
            shows(page.locator("[data-figure=" + figure + "] [data-value]"), stats.getLong(figure));
        }
        stats.getJsonArray("arms").stream().map(JsonObject.class::cast).forEach(arm -> {
            Locator row = page.locator("[data-arm='" + arm.getString("arm") + "']");
            shows(row.locator("[data-term=pulls]"), arm.getLong("pulls"));
            assertThat(row.locator("[data-term=mean_reward]")).hasText("%.3f".formatted(arm.getDouble("mean_reward")));
        });
        assertThat(page.locator("[data-chart=mean] canvas")).hasCount(1);
        page.context().close();
    }

    @Test
    void experimentShowsWhatStatsSayAndItsReport() {
        Page page = open(EXPERIMENT);
        JsonObject variant = variant("context");
        Locator row = page.locator("[data-variant=context]");
        shows(row.locator("td [data-term=pulls]"), variant.getLong("pulls"));
        assertThat(row.locator("[data-value][data-term=effective_sample_size]"))
                .hasAttribute(
                        "data-value",
                        plain(variant.getJsonObject("counterfactual").getDouble("ess")));
        assertThat(page.locator("[data-verdict=win]")).hasText("context is better than the control");
        assertThat(row).containsText("[0.740, 0.768]");
        assertThat(page.locator("[data-comparison='context/counterfactual']")).containsText("[+0.017, +0.051]");
        assertThat(page.locator(".checks")).containsText("fired");
        assertThat(page.locator(".verdict .notice")).containsText("A check fired");
        page.locator("[aria-label='Differences to control'] th [data-term=difference]")
                .focus();
        assertThat(page.locator("#tip")).containsText("as this report counts it");
        page.context().close();
    }

    @Test
    void experimentShowsTheReportOfTheService() {
        Page page = show(browser.page(1280, 900, ColorScheme.LIGHT), EXPERIMENT);
        JsonObject report = service.get(
                        "/v1" + EXPERIMENT.replace("/domain/", "/domains/").replace("/experiment/", "/experiments/")
                                + "/report")
                .expect(200)
                .json();
        JsonObject verdict = report.getJsonObject("verdict");
        assertThat(page.locator("[data-verdict=" + verdict.getString("verdict") + "]"))
                .isVisible();
        JsonObject comparison = report.getJsonArray("comparisons").getJsonObject(0);
        Locator row = page.locator("[data-comparison='context/" + comparison.getString("estimand") + "']");
        shows(row.locator("td[data-value]").first(), plain(comparison.getDouble("difference")));
        assertThat(page.locator(".lead"))
                .containsText(report.getJsonObject("maturity").getLong("mature") + " decisions matured");
        assertThat(page.locator(".checks")).containsText("holds");
        page.context().close();
    }

    private static JsonObject variant(String name) {
        return service.stats("answers").getJsonArray("experiments").getJsonObject(0).getJsonArray("variants").stream()
                .map(JsonObject.class::cast)
                .filter(each -> name.equals(each.getString("variant")))
                .findFirst()
                .orElseThrow();
    }

    /** As JavaScript writes it. */
    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Test
    void flipFromThePageActsAndIsInTheAuditLog() {
        experiment("flipped");
        Page page = open(DOMAIN + "/experiment/flipped");
        page.locator("[data-to=active]").click();
        Locator go = page.locator("dialog button[type=submit]");
        page.locator("dialog [name=reason]").fill("looked at it");
        assertThat(go).isDisabled();
        page.locator("dialog [name=typed]").fill("flip");
        assertThat(go).isDisabled();
        page.locator("dialog [name=typed]").fill("flipped");
        go.click();
        assertThat(page.locator("[aria-current=step]")).hasText("active");
        JsonObject experiment = service.get("/v1/domains/answers/experiments/flipped")
                .expect(200)
                .json();
        assertThat(experiment.getString("phase")).isEqualTo("active");
        page.navigate(service.managementUrl() + "/#/audit");
        Locator newest = page.locator("[data-action=phase_changed]").first();
        assertThat(newest).containsText("flipped");
        assertThat(newest).containsText("“looked at it”");
        service.manage(
                        "POST",
                        "/v1/domains/answers/experiments/flipped/phase",
                        "{\"phase\": \"stopped\", \"reason\": \"over\"}",
                        Map.of())
                .expect(200);
        page.context().close();
    }

    @Test
    void flagIsSwitchedByKeyboardAlone() {
        Page page = open("/flags");
        Locator flag = page.locator("[data-flag=ENABLE_RL_LINTS]");
        flag.locator("button").focus();
        page.keyboard().press("Enter");
        page.keyboard().type("ENABLE_RL_LINTS");
        page.keyboard().press("Tab");
        page.keyboard().type("drill");
        page.keyboard().press("Enter");
        assertThat(flag.locator(".badge")).hasText("off");
        assertThat(service.get("/v1/flags/ENABLE_RL_LINTS").json().getBoolean("enabled"))
                .isFalse();
        service.flag("ENABLE_RL_LINTS", true);
        assertThat(flag.locator(".badge")).hasText("on");
        page.context().close();
    }

    @Test
    void decisionIsLookedUpAndComesOutTheSame() {
        Page page = open("/decision");
        page.getByLabel("Decision id").fill(decision);
        page.getByLabel("Decision id").press("Enter");
        JsonObject made =
                service.get("/v1/decisions/" + decision).expect(200).json().getJsonObject("decision");
        assertThat(page.locator("main")).containsText("made again, the same");
        assertThat(page.locator("main")).containsText(made.getString("key"));
        shows(page.locator("dd [data-term=propensity]"), plain(made.getDouble("propensity")));
        shows(page.locator("p [data-term=reward][data-value]"), plain(made.getDouble("reward")));
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "360, LIGHT", "360, DARK"})
    void everyViewIsAccessibleAndFits(int width, ColorScheme scheme) {
        for (String view : List.of(
                "/", DOMAIN, EXPERIMENT, "/decision/" + decision, "/audit", "/flags", "/decision/none", "/no")) {
            Page page = open(view, width, 800, scheme);
            assertThat(page.locator("main h1, main .state").first()).isVisible();
            page.waitForCondition(
                    () -> page.locator("main [role=status]:has-text('…')").count() == 0);
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as("%s at %d, %s", view, width, scheme)
                    .extracting(violation -> violation.getId() + " " + violation.getNodes())
                    .isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("%s at %d: nothing sticks out", view, width)
                    .isLessThanOrEqualTo(0);
            page.context().close();
        }
        // Asked for on purpose: a decision that is not kept.
        browser.complaints().forEach(each -> assertThat(each).contains("/v1/decisions/none"));
    }
}
