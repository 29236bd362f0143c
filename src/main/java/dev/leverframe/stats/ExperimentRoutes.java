package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer.Refused;
import dev.leverframe.bus.ManagementAnswer.ReportView;
import dev.leverframe.config.ExperimentBody;
import dev.leverframe.config.PhaseBody;
import dev.leverframe.config.Settings;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Worded;
import dev.leverframe.web.Responses;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code /v1/domains/{domain}/experiments}: experiments and their phases. */
final class ExperimentRoutes {
    private static final String EXPERIMENTS = DomainRoutes.DOMAIN + "/experiments";
    private static final String EXPERIMENT = EXPERIMENTS + "/:experiment";

    private final RouteSupport support;
    private final Settings settings;

    ExperimentRoutes(RouteSupport support, Settings settings) {
        this.support = support;
        this.settings = settings;
    }

    void mount(Router router) {
        router.get(EXPERIMENTS).handler(this::list);
        router.get(EXPERIMENT)
                .handler(route ->
                        named(route, (domain, name) -> ask(route, domain, new Management.ReadExperiment(name))));
        router.put(EXPERIMENT).handler(route -> named(route, (domain, name) -> put(route, domain, name)));
        router.delete(EXPERIMENT)
                .handler(route -> named(
                        route,
                        (domain, name) -> ask(
                                route,
                                domain,
                                new Management.DeleteExperiment(
                                        name, RouteSupport.ifMatch(route), Callers.origin(route)))));
        router.get(EXPERIMENT + "/report")
                .handler(route -> named(route, (domain, name) -> report(route, domain, name)));
        router.post(EXPERIMENT + "/preview")
                .handler(route -> named(route, (domain, name) -> preview(route, domain, name)));
        router.post(EXPERIMENT + "/phase").handler(route -> named(route, (domain, name) -> phase(route, domain, name)));
    }

    private void list(RoutingContext route) {
        String domain = support.name(route, "domain");
        if (domain != null) {
            ask(route, domain, new Management.ListExperiments());
        }
    }

    private void put(RoutingContext route, String domain, String experiment) {
        support.body(route, body -> {
            JsonObject own = withoutEcho(domain, experiment, body);
            Phase phase = phase(own);
            ask(
                    route,
                    domain,
                    new Management.PutExperiment(
                            ExperimentBody.parse(experiment, own, settings),
                            phase,
                            RouteSupport.ifMatch(route),
                            Callers.origin(route)));
        });
    }

    /** The phase that the body speaks of, taken out of it; a word that is no phase stays, to be refused as unknown. */
    private static @Nullable Phase phase(JsonObject body) {
        Phase phase = body.getValue("phase") instanceof String word
                ? Worded.parse(Phase.class, word).orElse(null)
                : null;
        if (phase != null) {
            body.remove("phase");
        }
        return phase;
    }

    /** What GET answered can be sent back: its names, where they are the path's, and what it says beside them. */
    private static JsonObject withoutEcho(String domain, String experiment, JsonObject body) {
        JsonObject own = body.copy();
        own.remove("warnings");
        own.remove("segment");
        if (domain.equals(own.getValue("domain"))) {
            own.remove("domain");
        }
        if (experiment.equals(own.getValue("experiment"))) {
            own.remove("experiment");
        }
        return own;
    }

    /** Whoever asks for text gets the paragraph for people alone. */
    private void report(RoutingContext route, String domain, String experiment) {
        Management request = new Management.ReadReport(experiment);
        if (!prefersText(route)) {
            ask(route, domain, request);
            return;
        }
        support.client().domain(domain, request).onSuccess(answer -> {
            if (answer instanceof ReportView view) {
                Responses.text(route.response(), view.report().summary() + "\n");
            } else if (answer instanceof Refused refused) {
                RouteSupport.refuse(route, refused.refusal());
            }
        });
    }

    /** Accept names plain text, and not JSON before it. */
    private static boolean prefersText(RoutingContext route) {
        return route.parsedHeaders().accept().stream()
                .map(type -> type.component() + "/" + type.subComponent())
                .filter(type -> type.equals("text/plain") || type.equals("application/json"))
                .findFirst()
                .filter("text/plain"::equals)
                .isPresent();
    }

    private void preview(RoutingContext route, String domain, String experiment) {
        support.body(route, body -> {
            JsonObject own = withoutEcho(domain, experiment, body);
            phase(own);
            ask(route, domain, new Management.PreviewExperiment(ExperimentBody.parse(experiment, own, settings)));
        });
    }

    private void phase(RoutingContext route, String domain, String experiment) {
        support.body(route, body -> {
            PhaseBody change = PhaseBody.parse(body);
            ask(
                    route,
                    domain,
                    new Management.ChangePhase(
                            experiment, change.phase(), Callers.origin(route).because(change.reason())));
        });
    }

    private void named(RoutingContext route, BiConsumer<String, String> use) {
        String domain = support.name(route, "domain");
        String experiment = domain == null ? null : support.name(route, "experiment");
        if (domain != null && experiment != null) {
            use.accept(domain, experiment);
        }
    }

    private void ask(RoutingContext route, String domain, Management request) {
        support.answer(route, support.client().domain(domain, request));
    }
}
