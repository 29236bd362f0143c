package dev.leverframe.stats;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** What the page for people needs: its files, the live stream, and figures over time. Belongs to the stats verticle. */
final class Dashboard {
    private final AssetRoutes assets;
    private final StreamRoutes stream;
    private final HistoryRoutes history;
    private final Sampler sampler;

    Dashboard(Vertx vertx, RouteSupport support, InstantSource clock) {
        History figures = new History();
        LiveFeed feed = new LiveFeed(Long.toString(clock.millis(), Character.MAX_RADIX));
        assets = new AssetRoutes(vertx);
        history = new HistoryRoutes(figures);
        sampler = new Sampler(support, clock, (names, latest, flags, nowMs) -> {
            figures.add(names, latest, nowMs);
            feed.update(names, latest, flags, nowMs);
            tell(nowMs);
        });
        stream = new StreamRoutes(feed, sampler);
    }

    private void tell(long nowMs) {
        stream.offer(nowMs);
    }

    void mount(Router router) {
        assets.mount(router);
        stream.mount(router);
        history.mount(router);
    }

    void start(Vertx vertx) {
        sampler.start(vertx, stream::watched);
    }

    /** Ends the streams that are open. */
    void stop() {
        stream.end();
    }
}
