package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer.FlagsView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /health}: live (the event loop turns), started (everything is deployed) and ready (it is not on its way out, and the
 * registry answers).
 */
final class HealthRoutes {
    private final RouteSupport support;
    private final Readiness readiness;

    HealthRoutes(RouteSupport support, Readiness readiness) {
        this.support = support;
        this.readiness = readiness;
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
        support.client()
                .registry(new Management.ReadFlags())
                .onSuccess(answer -> write(route, "registry", answer instanceof FlagsView));
    }

    private static void write(RoutingContext route, String check, boolean up) {
        String status = up ? "UP" : "DOWN";
        route.response().setStatusCode(up ? 200 : 503);
        Answers.json(
                route.response(),
                new JsonObject()
                        .put("status", status)
                        .put(
                                "checks",
                                new JsonArray()
                                        .add(new JsonObject().put("id", check).put("status", status))));
    }
}
