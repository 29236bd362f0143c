package dev.leverframe.http;

import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lanes of one kind, a domain each, made when first needed. Bounded: names of domains come from clients, so an idle lane
 * makes room for a new one.
 */
final class Lanes<C, A> {
    private final Map<String, Lane<C, A>> lanes = new LinkedHashMap<>();
    private final Vertx vertx;
    private final Lane.Kind<C, A> kind;
    private final int lanesMax;
    private final int inFlightMax;
    private final int batchMax;

    Lanes(Vertx vertx, Lane.Kind<C, A> kind, int lanesMax, int inFlightMax, int batchMax) {
        this.vertx = vertx;
        this.kind = kind;
        this.lanesMax = lanesMax;
        this.inFlightMax = inFlightMax;
        this.batchMax = batchMax;
    }

    Lane<C, A> of(String domain) {
        Lane<C, A> known = lanes.get(domain);
        if (known != null) {
            return known;
        }
        if (lanes.size() >= lanesMax) {
            lanes.values().removeIf(Lane::isIdle);
        }
        Lane<C, A> lane = new Lane<>(vertx, domain, kind, inFlightMax, batchMax);
        lanes.put(domain, lane);
        return lane;
    }
}
