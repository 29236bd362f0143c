package dev.leverframe.http;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.leverframe.config.Settings;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import dev.leverframe.web.BodyReader;
import dev.leverframe.web.Listener;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One listener of the data plane; one verticle for each event loop shares the port with the others. */
public final class HttpVerticle extends VerticleBase {
    private static final int SHARED_FREE_PORT = -1;

    private final Settings settings;
    private final MeterRegistry registry;
    private @Nullable HttpServer server;

    public HttpVerticle(Settings settings, MeterRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    /** Completes once the port is open. */
    @Override
    public Future<?> start() {
        Settings.Http http = settings.http();
        DataPlane plane = dataPlane(http);
        // Any free port has to be the same one for all verticles, which Vert.x does for a negative number.
        int port = http.port() == 0 ? SHARED_FREE_PORT : http.port();
        return Listener.open(vertx, http.host(), port, http.idleTimeoutS(), plane::handle)
                .onSuccess(open -> server = open);
    }

    /** The port that is open, which matters where any free one was asked for. */
    public int port() {
        return server == null ? 0 : server.actualPort();
    }

    /** Refuses new connections and lets requests in flight finish. */
    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(settings.shutdown().drainMs(), TimeUnit.MILLISECONDS);
    }

    private DataPlane dataPlane(Settings.Http http) {
        Settings.Domains domains = settings.domains();
        int lanesMax = domains.domainsMax();
        Lanes<Select, SelectAnswer> selects =
                new Lanes<>(vertx, Kinds.SELECT, lanesMax, http.inFlightMax(), http.batchMax());
        // Outcomes get half the room, so that a flood of them cannot starve the selects.
        Lanes<Outcome, OutcomeAnswer> outcomes =
                new Lanes<>(vertx, Kinds.OUTCOME, lanesMax, Math.max(1, http.inFlightMax() / 2), http.batchMax());
        UlidFactory ids = UlidFactory.newMonotonicInstance();
        return new DataPlane(
                new BodyReader(vertx, http.bodyBytesMax(), http.bodyTimeoutMs()),
                selects,
                outcomes,
                settings.limits(),
                http.itemsMax(),
                () -> ids.create().toString(),
                new DataPlaneMeters(registry));
    }
}
