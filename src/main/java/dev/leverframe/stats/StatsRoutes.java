package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer.Refused;
import dev.leverframe.bus.ManagementAnswer.StatsView;
import dev.leverframe.bus.StatsJson;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Names;
import dev.leverframe.model.Refusal;
import dev.leverframe.web.Listener;
import dev.leverframe.web.Responses;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code GET /v1/stats}: the figures. Asked of the domains at the moment of the request, so that a client who just got its last
 * outcome acknowledged reads it here.
 */
final class StatsRoutes {
    private final RouteSupport support;

    StatsRoutes(RouteSupport support) {
        this.support = support;
    }

    void mount(Router router) {
        router.get("/v1/stats").handler(this::read);
    }

    private void read(RoutingContext route) {
        String domain = route.request().getParam("domain");
        String tenant = route.request().getParam("tenant");
        Optional<Refusal> refusal = unfit(route, domain, tenant);
        if (refusal.isPresent()) {
            RouteSupport.refuse(route, refusal.get());
        } else if (domain == null) {
            support.client()
                    .allStats(tenant)
                    .onSuccess(figures -> write(route, figures))
                    .onFailure(failure -> Listener.failed(route.request(), failure));
        } else {
            support.client().domain(domain, new Management.ReadStats(tenant)).onSuccess(answer -> {
                if (answer instanceof StatsView view) {
                    write(route, List.of(view.stats()));
                } else if (answer instanceof Refused refused) {
                    Responses.problem(route.response(), refused.refusal());
                }
            });
        }
    }

    private static Optional<Refusal> unfit(RoutingContext route, String domain, String tenant) {
        Optional<String> unknown = route.request().params().names().stream()
                .filter(name -> !name.equals("domain") && !name.equals("tenant"))
                .findFirst()
                .map(name -> "there is no parameter '" + name + "' here; known parameters: domain, tenant");
        return Stream.of(
                        unknown,
                        Optional.ofNullable(domain).flatMap(name -> Names.nameProblem("domain", name)),
                        Optional.ofNullable(tenant).flatMap(name -> Names.nameProblem("tenant", name)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(detail -> new Refusal(Refusal.Code.INVALID_FIELD, detail));
    }

    private void write(RoutingContext route, List<DomainStats> figures) {
        support.flags().onSuccess(flags -> {
            JsonArray domains = new JsonArray();
            figures.forEach(each -> domains.add(StatsJson.domain(each)));
            Answers.json(
                    route.response(),
                    new JsonObject().put("flags", Answers.switches(flags)).put("domains", domains));
        });
    }
}
