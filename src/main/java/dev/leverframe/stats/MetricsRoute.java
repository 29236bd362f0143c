package dev.leverframe.stats;

import dev.leverframe.web.Listener;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /metrics} for Prometheus. Figures of the domains are asked for at the scrape, not counted twice. */
final class MetricsRoute {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final RouteSupport support;
    private final PrometheusMeterRegistry registry;
    private final DomainCollector collector = new DomainCollector();

    MetricsRoute(RouteSupport support, PrometheusMeterRegistry registry) {
        this.support = support;
        this.registry = registry;
        registry.getPrometheusRegistry().register(collector);
    }

    void mount(Router router) {
        router.get("/metrics").handler(this::scrape);
    }

    private void scrape(RoutingContext route) {
        support.client()
                .allStats(null)
                .compose(figures -> support.flags().map(flags -> {
                    collector.show(figures, flags);
                    return registry.scrape();
                }))
                .onSuccess(text ->
                        route.response().putHeader("content-type", CONTENT_TYPE).end(text))
                .onFailure(failure -> Listener.failed(route.request(), failure));
    }
}
