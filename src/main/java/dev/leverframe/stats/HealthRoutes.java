package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer.FlagsView;
import dev.leverframe.journal.CommitJournal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health}: live (the event loop turns), started (everything is deployed) and ready (it is not on its way out, and the
 * registry answers).
 */
final class HealthRoutes {
    private final RouteSupport support;
    private final Readiness readiness;
    private final @Nullable CommitJournal journal;

    HealthRoutes(RouteSupport support, Readiness readiness, @Nullable CommitJournal journal) {
        this.support = support;
        this.readiness = readiness;
        this.journal = journal;
    }

    void mount(Router router) {
        router.get("/health/live").handler(route -> write(route, "event_loop", true));
        router.get("/health/started").handler(route -> write(route, "deployed", readiness.isStarted()));
        router.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext route) {
        if (!readiness.isReady()) {
            write(route, "accepting", false);
            return;
        }
        support.client().registry(new Management.ReadFlags()).onSuccess(answer -> {
            boolean up = answer instanceof FlagsView;
            write(route, up, new JsonArray().add(check("registry", up)).addAll(journalCheck()));
        });
    }

    /** Says so where nothing can be kept. Decisions go on, so the process stays ready: to take it away would help nobody. */
    private JsonArray journalCheck() {
        if (journal == null) {
            return new JsonArray();
        }
        String failure = journal.status().failure();
        JsonObject check = check("journal", failure == null);
        return new JsonArray().add(failure == null ? check : check.put("detail", failure));
    }

    private static void write(RoutingContext route, String id, boolean up) {
        write(route, up, new JsonArray().add(check(id, up)));
    }

    private static void write(RoutingContext route, boolean up, JsonArray checks) {
        route.response().setStatusCode(up ? 200 : 503);
        Answers.json(
                route.response(), new JsonObject().put("status", status(up)).put("checks", checks));
    }

    private static JsonObject check(String id, boolean up) {
        return new JsonObject().put("id", id).put("status", status(up));
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
