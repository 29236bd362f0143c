package dev.leverframe.stats;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leverframe.testing.Browser;
import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.Traffic;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes the pictures of the documents: every view at three sizes, on paper and in the dark, while traffic runs. */
public final class DashboardPictures {
    private static final String DOMAIN = "answers";
    private static final String EXPERIMENT = "context-vs-core";
    private static final int RUN_MS = 25_000;
    private static final int[][] SIZES = {{1280, 900}, {768, 1024}, {360, 740}};

    private final RunningService service;
    private final Browser browser;
    private final Path folder;
    private final List<String> views;

    private DashboardPictures(RunningService service, Browser browser, Path folder, List<String> views) {
        this.service = service;
        this.browser = browser;
        this.folder = folder;
        this.views = views;
    }

    /** @param arguments the folder that the pictures go to, and the views to take where not all are wanted */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        Path data = Files.createTempDirectory("leverframe-pictures");
        try (RunningService service = RunningService.start(Map.of(
                        "ENABLE_EXPERIMENT_HARNESS", "1",
                        "ENABLE_RL_LINTS", "1",
                        "LEVERFRAME_DURABILITY", "process",
                        "LEVERFRAME_DATA_DIR", data.toString()));
                Browser browser = Browser.start()) {
            new DashboardPictures(service, browser, folder, List.of(arguments).subList(1, arguments.length)).take();
        }
    }

    private void take() {
        shoot("empty", "/");
        prepare();
        ScheduledExecutorService sender = traffic();
        try {
            Page clock = browser.page(800, 600, ColorScheme.LIGHT);
            clock.navigate(service.managementUrl() + "/");
            clock.waitForTimeout(RUN_MS);
            shoot("overview", "/");
            shoot("experiment", "/domain/" + DOMAIN + "/experiment/" + EXPERIMENT);
            shoot("domain", "/domain/" + DOMAIN);
            shoot("decision", "/decision/" + new Traffic(service, DOMAIN, 9).one());
            shoot("audit", "/audit");
            shoot("flags", "/flags");
        } finally {
            sender.shutdownNow();
        }
    }

    /** Traffic in the background, ten batches a second. */
    private ScheduledExecutorService traffic() {
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        Traffic answers = new Traffic(service, DOMAIN, 7);
        Traffic summaries = new Traffic(service, "summaries", 8);
        sender.scheduleAtFixedRate(
                () -> {
                    answers.send(24);
                    summaries.send(12);
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
        return sender;
    }

    private void prepare() {
        for (String domain : List.of(DOMAIN, "summaries", "translation")) {
            service.put("/v1/domains/" + domain, """
                    {"arms": ["mistral-large", "gpt-mini", "local-8b"], "policy": {"type": "thompson", "exploration_floor": 0.05},
                     "context": {"dimension": 64}, "decision_ttl_ms": 4000}""").expect(201);
        }
        service.put("/v1/domains/" + DOMAIN + "/experiments/" + EXPERIMENT, """
                {"control": "core", "variants": [{"variant": "core", "weight": 50, "policy": {"type": "thompson", "exploration_floor": 0.05}},
                 {"variant": "context", "weight": 50, "policy": {"type": "lin_ts_diag", "exploration_floor": 0.05}}]}""").expect(201);
        service.put("/v1/domains/summaries/experiments/greedy-or-not", """
                {"control": "core", "variants": [{"variant": "core", "weight": 50, "policy": {"type": "thompson"}},
                 {"variant": "softmax", "weight": 50, "policy": {"type": "softmax"}}]}""").expect(201);
        new Traffic(service, DOMAIN, 6).send(400);
        service.manage(
                        "POST",
                        "/v1/domains/" + DOMAIN + "/experiments/" + EXPERIMENT + "/phase",
                        new JsonObject()
                                .put("phase", "active")
                                .put("reason", "no regression in a week of shadow")
                                .encode(),
                        Map.of("x-forwarded-user", "alice"))
                .expect(200);
    }

    private void shoot(String name, String view) {
        if (!views.isEmpty() && !views.contains(name)) {
            return;
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int[] size : SIZES) {
                Page page = browser.page(size[0], size[1], scheme);
                page.navigate(service.managementUrl() + "/#" + view);
                page.waitForSelector("[data-live=live] h1");
                page.waitForTimeout(1_500);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(size[0] < 1_000
                                || !List.of("overview", "experiment").contains(name))
                        .setPath(folder.resolve(
                                name + "-" + size[0] + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
                page.context().close();
            }
        }
        browser.complaints().forEach(System.err::println);
    }
}
