package dev.leverframe.stats;

import dev.leverframe.config.Settings;
import dev.leverframe.journal.CommitJournal;
import dev.leverframe.model.Refusal;
import dev.leverframe.replay.Recoveries;
import dev.leverframe.web.BodyReader;
import dev.leverframe.web.Door;
import dev.leverframe.web.Listener;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Aggregates the figures of the domains and serves the management plane. One of it, on a port of its own. */
public final class StatsVerticle extends VerticleBase {
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2[eE]){1,2}(/|$)");

    private final Settings settings;
    private final PrometheusMeterRegistry registry;
    private final Readiness readiness;
    private final @Nullable CommitJournal journal;
    private final Recoveries recoveries;
    private @Nullable HttpServer server;
    private @Nullable Dashboard dashboard;
    private @Nullable ProcessMeters process;

    /**
     * @param journal null where nothing is kept
     * @param recoveries that brought the domains back
     */
    public StatsVerticle(
            Settings settings,
            PrometheusMeterRegistry registry,
            Readiness readiness,
            @Nullable CommitJournal journal,
            Recoveries recoveries) {
        this.settings = settings;
        this.registry = registry;
        this.readiness = readiness;
        this.journal = journal;
        this.recoveries = recoveries;
    }

    /** Completes once the port is open. */
    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        Settings.Http http = settings.http();
        BodyReader bodies =
                new BodyReader(vertx, http.bodyBytesMax(), http.limits().bodiesBytesMax(), http.bodyTimeoutMs());
        RouteSupport support = new RouteSupport(new ManagementClient(vertx.eventBus()), bodies);
        router.route().handler(StatsVerticle::refuseDots);
        new StatsRoutes(support).mount(router);
        new DomainRoutes(support, settings).mount(router);
        new ExperimentRoutes(support, settings).mount(router);
        new FlagRoutes(support).mount(router);
        JournalDesk desk = new JournalDesk(vertx, journal == null ? null : journal.reader());
        new JournalRoutes(support, desk).mount(router);
        new DecisionRoutes(vertx, desk, settings.limits()).mount(router);
        new HealthRoutes(support, readiness, journal).mount(router);
        new MetricsRoute(support, registry).mount(router);
        if (journal != null) {
            registry.getPrometheusRegistry().register(new JournalCollector(journal, recoveries));
        }
        process = new ProcessMeters(registry, readiness);
        new DocumentRoutes(vertx).mount(router);
        new ContractPageRoutes(vertx).mount(router);
        Dashboard page = new Dashboard(vertx, support, InstantSource.system());
        page.mount(router);
        dashboard = page;
        Methods methods = new Methods(router);
        methods.answerHead();
        mountErrors(router, methods);
        Listener.Options options = new Listener.Options(
                settings.management().host(),
                settings.management().port(),
                http.idleTimeoutS(),
                true,
                http.limits().requestLineBytesMax(),
                http.limits().headerBytesMax());
        return Listener.open(vertx, options, door(), router).onSuccess(open -> {
            server = open;
            page.start(vertx);
        });
    }

    /** Streams never end by themselves, and would keep the port open. */
    @Override
    public Future<?> stop() {
        if (dashboard != null) {
            dashboard.stop();
        }
        if (process != null) {
            process.close();
        }
        return Future.succeededFuture();
    }

    private Door door() {
        return new Door(
                "management",
                settings.management().connectionsMax(),
                settings.http().limits().headerTimeoutMs(),
                registry);
    }

    /** The port that is open, which matters where any free one was asked for. */
    public int port() {
        return server == null ? 0 : server.actualPort();
    }

    /** The router would resolve {@code ..} first: to delete an experiment of that name would delete its domain. */
    private static void refuseDots(RoutingContext route) {
        if (DOT_SEGMENT.matcher(route.request().path()).find()) {
            refuse(route, Refusal.Code.INVALID_FIELD, "no name is . or .., as in ");
        } else {
            route.next();
        }
    }

    private static void mountErrors(Router router, Methods methods) {
        router.errorHandler(404, route -> refuse(route, Refusal.Code.NOT_FOUND, "the management plane has no "));
        router.errorHandler(405, route -> {
            route.response()
                    .putHeader(HttpHeaders.ALLOW, methods.on(route.request().path()));
            refuse(route, Refusal.Code.METHOD_NOT_ALLOWED, "there is no such method on ");
        });
        router.errorHandler(
                400, route -> refuse(route, Refusal.Code.MALFORMED, "this path, or the Host header, cannot be read: "));
        router.errorHandler(
                500,
                route -> Listener.failed(
                        route.request(),
                        route.failure() == null ? new IllegalStateException("no cause given") : route.failure()));
    }

    private static void refuse(RoutingContext route, Refusal.Code code, String detail) {
        RouteSupport.refuse(route, new Refusal(code, detail + route.request().path()));
    }
}
