package dev.leverframe.stats;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.leverframe.testing.Browser;
import dev.leverframe.testing.RunningService;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page where there is nothing, where there is very much, and where the service goes away. */
@Timeout(300)
class DashboardStatesTest {
    private static final int DOMAINS = 200;

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    private static Page open(RunningService service, String view) {
        Page page = browser.page(1280, 900, ColorScheme.LIGHT);
        page.navigate(service.managementUrl() + "/#" + view);
        assertThat(page.locator("body")).hasAttribute("data-live", "live");
        return page;
    }

    @Test
    void emptyServiceSaysHowToBeginAndFillsByItself() {
        try (RunningService service = RunningService.start()) {
            Page page = open(service, "/");
            assertThat(page.locator(".state h2")).hasText("No domain yet");
            assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
            service.select("first", "{\"candidates\": [\"a\", \"b\"]}");
            assertThat(page.locator("[data-domain=first]")).isVisible();
            assertThat(browser.complaints()).isEmpty();
            page.context().close();
        }
    }

    /** On the same port, since a page asks where it came from. */
    @Test
    void lostStreamIsSaidAndComesBackByItself() {
        Page page;
        String port;
        try (RunningService service = RunningService.start()) {
            service.put("/v1/domains/first", "{\"arms\": [\"a\"]}").expect(201);
            port = service.managementUrl().replaceAll(".*:", "");
            page = open(service, "/");
            assertThat(page.locator("[data-domain=first]")).isVisible();
        }
        assertThat(page.locator("main [role=alert]")).containsText("The stream was lost");
        assertThat(page.locator(".pulse")).containsText("ago");
        try (RunningService again = RunningService.start(Map.of("LEVERFRAME_MANAGEMENT_PORT", port))) {
            again.put("/v1/domains/second", "{\"arms\": [\"a\"]}").expect(201);
            assertThat(page.locator("[data-domain=second]"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(page.locator("[data-domain=first]")).hasCount(0);
            assertThat(page.locator("main [role=alert]")).hasCount(0);
        }
        page.context().close();
        browser.complaints();
    }

    @Test
    void twoHundredDomainsAreFilteredSortedAndReachable() {
        try (RunningService service = RunningService.start()) {
            for (int i = 0; i < DOMAINS; i++) {
                service.put("/v1/domains/team-" + (1000 + i), "{\"arms\": [\"a\", \"b\"]}")
                        .expect(201);
            }
            Page page = open(service, "/");
            Locator rows = page.locator("[data-domain]");
            assertThat(rows).hasCount(DOMAINS);
            page.getByRole(
                            com.microsoft.playwright.options.AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Domain"))
                    .click();
            assertThat(rows.first()).hasAttribute("data-domain", "team-1000");
            page.locator("#filter").fill("team-1199");
            assertThat(rows).hasCount(1);
            service.select("team-1199", "{}");
            assertThat(rows.locator("[data-term=selects]")).hasAttribute("data-value", "1");
            assertThat(page.locator("#filter")).isFocused();
            assertThat(browser.complaints()).isEmpty();
            page.context().close();
        }
    }
}
