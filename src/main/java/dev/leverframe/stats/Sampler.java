package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Flags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all domains for their figures: every second while somebody watches, now and then for the history while nobody does. Never
 * asks again before it was answered, so that a slow domain is not asked faster than it answers.
 */
final class Sampler {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    /** While somebody watches, ms: a person sees no more, and a hundred pages cost one question. */
    private static final long WATCHED_MS = 1_000;

    /** While nobody does, ms: enough for a chart of the last hours. */
    private static final long UNWATCHED_MS = 10_000;

    private final RouteSupport support;
    private final InstantSource clock;
    private final Taker taker;
    private final List<Runnable> waiting = new ArrayList<>();
    private BooleanSupplier watched = () -> false;
    private boolean asking;
    private long askedMs = Long.MIN_VALUE / 2;

    Sampler(RouteSupport support, InstantSource clock, Taker taker) {
        this.support = support;
        this.clock = clock;
        this.taker = taker;
    }

    /** @param somebody whether somebody watches */
    void start(Vertx vertx, BooleanSupplier somebody) {
        watched = somebody;
        vertx.setPeriodic(WATCHED_MS, timer -> {
            if (watched.getAsBoolean() || nowMs() - askedMs >= UNWATCHED_MS) {
                ask();
            }
        });
    }

    long nowMs() {
        return clock.millis();
    }

    /** Runs this once there are figures that are at most a second old. */
    void fresh(Runnable then) {
        if (!asking && nowMs() - askedMs < WATCHED_MS) {
            then.run();
        } else {
            waiting.add(then);
            ask();
        }
    }

    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        askedMs = nowMs();
        ManagementClient client = support.client();
        client.registry(new Management.ListDomains())
                .compose(answer -> answer instanceof ManagementAnswer.Names names
                        ? client.stats(names.names(), null)
                                .compose(figures -> support.flags().map(flags -> taken(names.names(), figures, flags)))
                        : Future.failedFuture("the registry did not say which domains there are"))
                .onComplete(asked -> {
                    asking = false;
                    if (asked.failed()) {
                        LOG.warn("figures could not be read reason={}", String.valueOf(asked.cause()));
                    }
                    List<Runnable> told = List.copyOf(waiting);
                    waiting.clear();
                    told.forEach(Runnable::run);
                });
    }

    private boolean taken(List<String> names, List<DomainStats> figures, Flags flags) {
        taker.take(Set.copyOf(names), figures, flags, nowMs());
        return true;
    }

    /** Takes over the figures of one moment. */
    @FunctionalInterface
    interface Taker {
        /**
         * @param names of all domains that there are; one that did not answer in time has no figures
         * @param nowMs when they came in, ms since 1970
         */
        void take(Set<String> names, List<DomainStats> figures, Flags flags, long nowMs);
    }
}
