package dev.leverframe.http;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.leverframe.bus.SelectBodies;
import dev.leverframe.config.Settings;
import dev.leverframe.web.BodyReader;
import dev.leverframe.web.Door;
import dev.leverframe.web.Listener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One listener of the data plane; one verticle for each event loop shares the port with the others. */
public final class HttpVerticle extends VerticleBase {
    private static final int SHARED_FREE_PORT = -1;

    private final Settings settings;
    private final Door door;
    private final DataPlaneMeters meters;
    private @Nullable HttpServer server;

    /**
     * @param door to all listeners of the data plane
     * @param meters of all listeners of the data plane
     */
    public HttpVerticle(Settings settings, Door door, DataPlaneMeters meters) {
        this.settings = settings;
        this.door = door;
        this.meters = meters;
    }

    /** Completes once the port is open. */
    @Override
    public Future<?> start() {
        Settings.Http http = settings.http();
        DataPlane plane = dataPlane(http);
        // Any free port has to be the same one for all verticles, which Vert.x does for a negative number.
        int port = http.port() == 0 ? SHARED_FREE_PORT : http.port();
        Listener.Options options = new Listener.Options(
                http.host(),
                port,
                http.idleTimeoutS(),
                false,
                http.limits().requestLineBytesMax(),
                http.limits().headerBytesMax());
        return Listener.open(vertx, options, door, plane::handle).onSuccess(open -> server = open);
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
        Settings.HttpLimits limits = http.limits();
        int lanesMax = settings.domains().domainsMax();
        Lane.Pace pace = new Lane.Pace(http.batchMax(), limits.answerTimeoutMs());
        Room everything = new Room(Shed.LISTENER, limits.inFlightTotalMax(), null);
        Room selects = new Room(Shed.LISTENER, limits.inFlightTotalMax(), everything);
        // Outcomes get half the room, so that a flood of them cannot starve the selects.
        Room outcomes = new Room(Shed.LISTENER, Math.max(1, limits.inFlightTotalMax() / 2), everything);
        // Ids have to differ, not to be a secret: one secure number to start from is enough.
        LongSupplier random = new SplittableRandom(new SecureRandom().nextLong())::nextLong;
        UlidFactory ids = UlidFactory.newMonotonicInstance(random);
        return new DataPlane(
                new BodyReader(vertx, http.bodyBytesMax(), limits.bodiesBytesMax(), http.bodyTimeoutMs()),
                new Lanes<>(vertx, Kinds.SELECT, lanesMax, http.inFlightMax(), selects, pace, meters.selects(selects)),
                new Lanes<>(
                        vertx,
                        Kinds.OUTCOME,
                        lanesMax,
                        limits.inFlightOutcomesMax(),
                        outcomes,
                        pace,
                        meters.outcomes(outcomes)),
                new SelectBodies(
                        settings.limits(), http.itemsMax(), () -> ids.create().toString()),
                http.itemsMax(),
                meters);
    }
}
