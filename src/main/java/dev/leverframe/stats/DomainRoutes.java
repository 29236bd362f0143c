package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.ManagementAnswer.DomainView;
import dev.leverframe.config.DomainBody;
import dev.leverframe.config.Settings;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.web.Listener;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /v1/domains}: what domains there are and how they are set up. */
final class DomainRoutes {
    static final String DOMAIN = "/v1/domains/:domain";

    private final RouteSupport support;
    private final Settings settings;

    DomainRoutes(RouteSupport support, Settings settings) {
        this.support = support;
        this.settings = settings;
    }

    void mount(Router router) {
        router.get("/v1/domains").handler(this::list);
        router.get(DOMAIN).handler(this::read);
        router.put(DOMAIN).handler(this::put);
        router.delete(DOMAIN).handler(this::delete);
    }

    private void list(RoutingContext route) {
        ManagementClient client = support.client();
        client.registry(new Management.ListDomains())
                .compose(answer -> {
                    List<String> names = answer instanceof ManagementAnswer.Names all ? all.names() : List.of();
                    List<Future<ManagementAnswer>> asked = names.stream()
                            .map(name -> client.domain(name, new Management.ReadDomain()))
                            .toList();
                    return Future.join(asked).compose(all -> support.flags()).map(flags -> {
                        JsonArray domains = new JsonArray();
                        for (Future<ManagementAnswer> each : asked) {
                            if (each.result() instanceof DomainView view) {
                                domains.add(Answers.domain(view, flags));
                            }
                        }
                        return domains;
                    });
                })
                .onSuccess(domains -> Answers.json(route.response(), new JsonObject().put("domains", domains)))
                .onFailure(failure -> Listener.failed(route.request(), failure));
    }

    private void read(RoutingContext route) {
        String domain = support.name(route, "domain");
        if (domain != null) {
            support.answer(route, support.client().domain(domain, new Management.ReadDomain()));
        }
    }

    private void put(RoutingContext route) {
        String domain = support.name(route, "domain");
        if (domain == null) {
            return;
        }
        support.body(route, body -> {
            DomainSpec spec = DomainBody.parse(domain, withoutEcho(domain, body), settings);
            support.answer(
                    route,
                    support.client()
                            .registry(new Management.PutDomain(
                                    spec, RouteSupport.ifMatch(route), Callers.origin(route))));
        });
    }

    /** What GET answered can be sent back: its name, where it is the path's, and its warnings say nothing new. */
    private static JsonObject withoutEcho(String domain, JsonObject body) {
        JsonObject own = body.copy();
        own.remove("warnings");
        if (domain.equals(own.getValue("domain"))) {
            own.remove("domain");
        }
        return own;
    }

    private void delete(RoutingContext route) {
        String domain = support.name(route, "domain");
        if (domain != null) {
            support.answer(
                    route,
                    support.client()
                            .registry(new Management.DeleteDomain(
                                    domain, RouteSupport.ifMatch(route), Callers.origin(route))));
        }
    }
}
