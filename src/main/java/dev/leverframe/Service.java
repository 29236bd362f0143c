package dev.leverframe;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.leverframe.bandit.BanditEnvironment;
import dev.leverframe.bandit.MemoryBudget;
import dev.leverframe.bandit.RegistryVerticle;
import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusCodec;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.config.ConfigurationException;
import dev.leverframe.config.DomainBody;
import dev.leverframe.config.Settings;
import dev.leverframe.config.SettingsLoader;
import dev.leverframe.http.DataPlaneMeters;
import dev.leverframe.http.HttpVerticle;
import dev.leverframe.journal.CommitJournal;
import dev.leverframe.journal.Journal;
import dev.leverframe.replay.Recoveries;
import dev.leverframe.stats.Readiness;
import dev.leverframe.stats.StatsVerticle;
import dev.leverframe.web.Door;
import dev.leverframe.web.Doors;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: wires the verticles, deploys them so that whatever listens can already be answered, and stops them in
 * the reverse order.
 */
public final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private static final long ANSWER_MAX_MS = 5_000;

    private final Vertx vertx;
    private final Settings settings;
    private final PrometheusMeterRegistry registry;
    private final Readiness readiness = new Readiness();
    private final @Nullable CommitJournal journal;
    private final Recoveries recoveries = new Recoveries();
    private final StatsVerticle stats;
    private final Door door;
    private final DataPlaneMeters meters;
    private final List<HttpVerticle> listeners = new ArrayList<>();
    private final List<String> listenerIds = new ArrayList<>();

    private Service(Vertx vertx, Settings settings, PrometheusMeterRegistry registry, @Nullable CommitJournal journal) {
        this.vertx = vertx;
        this.settings = settings;
        this.registry = registry;
        this.journal = journal;
        this.stats = new StatsVerticle(settings, registry, readiness, journal, recoveries);
        Settings.HttpLimits limits = settings.http().limits();
        this.door = new Door("data", limits.connectionsMax(), limits.headerTimeoutMs(), registry);
        this.meters = new DataPlaneMeters(registry);
    }

    /**
     * Starts a service with settings from the file and this environment.
     *
     * @return completes once both ports are open and every configured domain runs; fails with a ConfigurationException where
     *     a setting is wrong
     */
    public static CompletionStage<Service> start(Map<String, String> environment) {
        Doors.install();
        // Which transport the service runs on is one of the settings, so another Vert.x reads them.
        Vertx loader = Vertx.vertx();
        return SettingsLoader.load(loader, environment)
                .toCompletionStage()
                // Not on Vert.x's threads: they end with it, and would take the news along.
                .whenCompleteAsync((settings, failure) -> loader.close())
                .thenCompose(Service::start);
    }

    private static CompletionStage<Service> start(Settings settings) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Vertx vertx = vertx(settings, registry);
        // Not a Vert.x future: its listeners would run on the event loops that a failed start closes.
        CompletableFuture<Service> started = new CompletableFuture<>();
        vertx.executeBlocking(() -> Journals.open(settings))
                .compose(journal -> new Service(vertx, settings, registry, journal.orElse(null)).deployOrClose())
                .onSuccess(started::complete)
                .onFailure(failure -> {
                    started.completeExceptionally(failure);
                    vertx.close();
                });
        return started;
    }

    /** The open port of the data plane. */
    public int dataPort() {
        return listeners.get(0).port();
    }

    /** The open port of the management plane. */
    public int managementPort() {
        return stats.port();
    }

    public Settings settings() {
        return settings;
    }

    /** The Vert.x instance, whose event bus consumers in the same JVM may use. */
    public Vertx vertx() {
        return vertx;
    }

    /** Drains and stops: readiness goes first, then the data plane finishes what it accepted, then everything else. */
    public CompletionStage<Void> stop() {
        readiness.draining();
        door.closing();
        int noticeMs = settings.shutdown().noticeMs();
        LOG.info(
                "stopping notice_ms={} drain_ms={}",
                noticeMs,
                settings.shutdown().drainMs());
        // Not on Vert.x's threads: they end with it, and would take the news of it along.
        Executor afterNotice = CompletableFuture.delayedExecutor(noticeMs, TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(this::drain, afterNotice)
                .thenCompose(Future::toCompletionStage)
                .thenComposeAsync(drained -> vertx.close().toCompletionStage())
                .whenCompleteAsync((closed, failure) -> closeJournal())
                .whenComplete((closed, failure) -> registry.close())
                .thenRun(() -> LOG.info("stopped"));
    }

    private Future<?> drain() {
        List<Future<Void>> listening = listenerIds.stream().map(vertx::undeploy).toList();
        return Future.join(listening).otherwiseEmpty();
    }

    private void closeJournal() {
        if (journal != null) {
            journal.close();
        }
    }

    /** What was opened is closed where the rest cannot be, after Vert.x is. */
    private Future<Service> deployOrClose() {
        return deploy().recover(failure -> vertx.executeBlocking(() -> {
                    closeJournal();
                    return failure;
                })
                .compose(Future::failedFuture));
    }

    private Future<Service> deploy() {
        BusCodec.register(vertx.eventBus());
        BanditEnvironment environment = new BanditEnvironment(
                settings.limits(),
                journal == null ? Journal.NONE : journal,
                journal == null ? null : journal.reader(),
                recoveries,
                InstantSource.system(),
                () -> UlidCreator.getMonotonicUlid().toString(),
                settings.stats().publishMs(),
                settings.journal().snapshotIntervalS() * 1000L,
                TimeUnit.MICROSECONDS.toNanos(settings.domains().turnUs()),
                memory());
        return vertx.deployVerticle(new RegistryVerticle(settings, environment))
                .compose(registered -> vertx.deployVerticle(stats)
                        .recover(failure ->
                                notOpened("management", settings.management().port(), failure)))
                .compose(deployed -> openDataPlane())
                .compose(open -> domains())
                .map(domains -> {
                    readiness.started();
                    settings.domains().configured().values().stream()
                            .flatMap(spec -> DomainBody.warnings(spec).stream())
                            .forEach(LOG::warn);
                    LOG.info(
                            "ready data_port={} management_port={} domains={} durability={}",
                            dataPort(),
                            managementPort(),
                            domains,
                            settings.durability().word());
                    return this;
                });
    }

    /** How many domains there are: those that are configured, and those that were kept. */
    private Future<Integer> domains() {
        return vertx.eventBus()
                .<ManagementAnswer>request(
                        Addresses.REGISTRY, new Management.ListDomains(), BusCodec.local(ANSWER_MAX_MS))
                .map(answer -> ((ManagementAnswer.Names) answer.body()).names().size());
    }

    private MemoryBudget memory() {
        int mb = settings.domains().pendingMb();
        MemoryBudget memory = new MemoryBudget(mb == 0 ? Runtime.getRuntime().maxMemory() / 4 : mb * 1024L * 1024);
        Gauge.builder("leverframe.pending.bytes", memory, MemoryBudget::bytes)
                .description("Memory of what the domains remember of decisions and outcomes, as estimated")
                .strongReference(true)
                .register(registry);
        Gauge.builder("leverframe.pending.bytes.max", memory, MemoryBudget::bytesMax)
                .description("What they may take together")
                .strongReference(true)
                .register(registry);
        return memory;
    }

    /** One listener first: where the port is taken, one failure says so and not one from each. */
    private Future<?> openDataPlane() {
        int wanted = settings.http().instances();
        int instances = wanted > 0 ? wanted : eventLoops();
        return openListener().compose(first -> {
            List<Future<?>> others = new ArrayList<>();
            for (int i = 1; i < instances; i++) {
                others.add(openListener());
            }
            return Future.all(others);
        });
    }

    private Future<String> openListener() {
        HttpVerticle listener = new HttpVerticle(settings, door, meters);
        return vertx.deployVerticle(listener)
                .onSuccess(id -> {
                    listeners.add(listener);
                    listenerIds.add(id);
                })
                .recover(failure -> notOpened("http", settings.http().port(), failure));
    }

    private static <T> Future<T> notOpened(String section, int port, Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return Future.failedFuture(new ConfigurationException(
                    List.of(section + ".host must be an address of this machine; its name has no address")));
        }
        if (!(failure instanceof IOException)) {
            return Future.failedFuture(failure);
        }
        String environment = "LEVERFRAME_" + section.toUpperCase(Locale.ROOT) + "_PORT";
        return Future.failedFuture(new ConfigurationException(List.of(section + ".port " + port + " cannot be opened: "
                + failure.getMessage() + "; stop what uses it, or set " + environment)));
    }

    /** As many as cores: HTTP verticles and bandits share them, so a hop is often within one loop. */
    private static int eventLoops() {
        return Math.max(2, VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE / 2);
    }

    private static Vertx vertx(Settings settings, PrometheusMeterRegistry registry) {
        MicrometerMetricsOptions metrics =
                new MicrometerMetricsOptions().setEnabled(true).setLabels(EnumSet.of(Label.EB_SIDE));
        VertxOptions options =
                new VertxOptions().setEventLoopPoolSize(eventLoops()).setMetricsOptions(metrics);
        return Vertx.builder()
                .with(options)
                .withMetrics(new ServiceMetrics(registry))
                .withTransport(Transports.choose(settings.transport()))
                .build();
    }
}
