package dev.leverframe.stats;

import dev.leverframe.model.Refusal;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/stream}: the figures as server-sent events, one aggregation for all who listen. */
final class StreamRoutes {
    private static final int STREAMS_MAX = 1_000;

    private final LiveFeed feed;
    private final Sampler sampler;
    private final Set<StreamClient> clients = new LinkedHashSet<>();

    StreamRoutes(LiveFeed feed, Sampler sampler) {
        this.feed = feed;
        this.sampler = sampler;
    }

    void mount(Router router) {
        router.get("/v1/stream").handler(this::open);
    }

    boolean watched() {
        return !clients.isEmpty();
    }

    /** Tells everybody what is new. */
    void offer(long nowMs) {
        clients.forEach(client -> client.offer(feed, nowMs));
    }

    /** Ends every stream; browsers come back by themselves. */
    void end() {
        List.copyOf(clients).forEach(StreamClient::end);
    }

    private void open(RoutingContext route) {
        JournalQuery parameters = new JournalQuery(route, List.of("domain"));
        String domain = parameters.domain();
        Optional<Refusal> wrong = parameters.refusal().or(this::crowded);
        if (wrong.isPresent()) {
            RouteSupport.refuse(route, wrong.get());
            return;
        }
        HttpServerResponse response = route.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream; charset=utf-8")
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no");
        long seen = feed.roundOf(route.request().getHeader("last-event-id"));
        StreamClient client = new StreamClient(response, domain, seen, sampler.nowMs());
        clients.add(client);
        response.closeHandler(closed -> clients.remove(client));
        response.exceptionHandler(failure -> clients.remove(client));
        sampler.fresh(() -> client.offer(feed, sampler.nowMs()));
    }

    private Optional<Refusal> crowded() {
        return clients.size() < STREAMS_MAX
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Refusal.Code.UNAVAILABLE, STREAMS_MAX + " streams are open, which is all there may be"));
    }
}
