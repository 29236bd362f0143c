package dev.leverframe.stats;

import dev.leverframe.model.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/history}: figures over time. All figures of one domain with {@code ?domain=}; without it, of every domain only
 * how often it decided lately, which is what an overview draws.
 */
final class HistoryRoutes {
    private static final int OVERVIEW_POINTS = 60;

    private final History history;

    HistoryRoutes(History history) {
        this.history = history;
    }

    void mount(Router router) {
        router.get("/v1/history").handler(this::read);
    }

    private void read(RoutingContext route) {
        JournalQuery parameters = new JournalQuery(route, List.of("domain"));
        String domain = parameters.domain();
        Optional<Refusal> wrong = parameters.refusal();
        if (wrong.isPresent()) {
            RouteSupport.refuse(route, wrong.get());
            return;
        }
        JsonArray histories = new JsonArray();
        if (domain == null) {
            history.all().forEach((name, each) -> histories.add(json(name, each, OVERVIEW_POINTS, false)));
        } else {
            DomainHistory only = history.of(domain);
            if (only != null) {
                histories.add(json(domain, only, DomainHistory.POINTS_MAX, true));
            }
        }
        Answers.json(route.response(), new JsonObject().put("histories", histories));
    }

    private static JsonObject json(String domain, DomainHistory history, int points, boolean whole) {
        JsonArray at = new JsonArray();
        for (long atMs : history.at(points)) {
            at.add(Instant.ofEpochMilli(atMs).toString());
        }
        JsonArray series = new JsonArray();
        history.forEach(points, (key, values) -> {
            if (whole || (key.arm() == null && key.experiment() == null)) {
                series.add(json(key, values));
            }
        });
        return new JsonObject()
                .put("domain", domain)
                .put("resolution_ms", history.resolutionMs())
                .put("complete", history.complete())
                .put("at", at)
                .put("series", series);
    }

    private static JsonObject json(DomainHistory.SeriesKey key, double[] values) {
        JsonObject json = new JsonObject();
        put(json, "arm", key.arm());
        put(json, "experiment", key.experiment());
        put(json, "variant", key.variant());
        JsonArray numbers = new JsonArray();
        for (double value : values) {
            numbers.add(number(value));
        }
        return json.put("figure", key.figure()).put("values", numbers);
    }

    private static void put(JsonObject json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /** Counts as whole numbers, which take less room; null where there is nothing. */
    private static @Nullable Number number(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        long whole = (long) value;
        return whole == value ? (Number) whole : (Number) value;
    }
}
