package dev.leverframe.http;

import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    private final Room all;
    private final Lane.Pace pace;
    private final Lane.Watch watch;
    /** The lane asked for last, or null where it was removed since. */
    private @Nullable Lane<C, A> last;

    private String lastDomain = "";

    /**
     * @param inFlightMax commands of one lane accepted and not yet answered
     * @param all room of all lanes together
     */
    Lanes(
            Vertx vertx,
            Lane.Kind<C, A> kind,
            int lanesMax,
            int inFlightMax,
            Room all,
            Lane.Pace pace,
            Lane.Watch watch) {
        this.vertx = vertx;
        this.kind = kind;
        this.lanesMax = lanesMax;
        this.inFlightMax = inFlightMax;
        this.all = all;
        this.pace = pace;
        this.watch = watch;
    }

    /** The lane to a domain, or null where there are as many busy ones as there may be. */
    @Nullable
    Lane<C, A> of(String domain) {
        Lane<C, A> known = lastDomain.equals(domain) ? last : lanes.get(domain);
        if (known == null) {
            known = add(domain);
        }
        last = known;
        lastDomain = domain;
        return known;
    }

    private @Nullable Lane<C, A> add(String domain) {
        if (lanes.size() >= lanesMax) {
            lanes.values().removeIf(Lane::isIdle);
            last = null;
        }
        if (lanes.size() >= lanesMax) {
            return null;
        }
        Lane<C, A> lane = new Lane<>(vertx, domain, kind, new Room(Shed.DOMAIN, inFlightMax, all), pace, watch);
        lanes.put(domain, lane);
        return lane;
    }
}
