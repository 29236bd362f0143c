package dev.leverframe.bandit;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusCodec;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Flags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verticles of the domains: brought up with what they learned, or with nothing, and taken down. */
final class Deployments {
    /** Less than the caller of the switch waits, so that it hears who has not confirmed. */
    private static final long CONFIRM_TIMEOUT_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final Vertx vertx;
    private final BanditEnvironment environment;
    /**
     * Deployment of each domain; pending while it is being deployed, failed where it cannot be recovered. A future may be
     * complete before anybody listens: what takes one out of here listens only after it was put in.
     */
    private final Map<String, Future<String>> deployments = new TreeMap<>();
    /** Domains on their way out, by name: one that comes after has to wait, or both would answer. */
    private final Map<String, Future<Void>> leaving = new HashMap<>();

    Deployments(Vertx vertx, BanditEnvironment environment) {
        this.vertx = vertx;
        this.environment = environment;
    }

    /** The deployment of a domain, or null where there is none. */
    @Nullable
    Future<String> of(String domain) {
        return deployments.get(domain);
    }

    /** In alphabetical order. */
    List<String> names() {
        return List.copyOf(deployments.keySet());
    }

    /** Those that can be asked. */
    List<String> running() {
        return deployments.entrySet().stream()
                .filter(entry -> entry.getValue().succeeded())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Brings up a new domain.
     *
     * @param after what has to be kept first
     * @param flags as they stand when it is asked
     */
    Future<String> create(StreamId stream, DomainSpec spec, Future<Void> after, Supplier<Flags> flags, long nowMs) {
        FactBuffer buffer = new FactBuffer();
        Future<Void> before = leaving.getOrDefault(spec.domain(), Future.succeededFuture());
        Future<String> deployment = Future.join(after, before)
                .compose(kept ->
                        deploy(DomainState.create(spec, environment.limits(), buffer, nowMs), buffer, stream, flags));
        deployments.put(spec.domain(), deployment);
        return deployment.onFailure(failure -> deployments.remove(spec.domain(), deployment));
    }

    /** Brings up a domain with what it learned; false where nothing of it was ever kept. */
    Future<Boolean> recover(StreamId stream, Flags flags) {
        String domain = stream.domain();
        FactBuffer buffer = new FactBuffer();
        long fromNs = System.nanoTime();
        Future<Optional<DomainState>> recovered = vertx.executeBlocking(
                () -> environment
                        .recoveries()
                        .latest(
                                Objects.requireNonNull(environment.reader(), "known from it"),
                                stream,
                                environment.limits(),
                                buffer),
                false);
        Future<Optional<String>> deployed = recovered.compose(state -> {
            if (state.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            LOG.info(
                    "domain is recovered domain={} facts={} ms={}",
                    domain,
                    state.get().sequence(),
                    (System.nanoTime() - fromNs) / 1_000_000);
            return deploy(state.get(), buffer, stream, () -> flags).map(Optional::of);
        });
        deployments.put(domain, deployed.map(id -> id.orElse("")));
        return deployed.onFailure(failure -> LOG.error(
                        "a domain cannot be recovered and is not served; delete it to start anew domain={}",
                        domain,
                        failure))
                .map(id -> isThere(domain, id));
    }

    private boolean isThere(String domain, Optional<String> id) {
        if (id.isEmpty()) {
            deployments.remove(domain);
        }
        return id.isPresent();
    }

    private Future<String> deploy(DomainState state, FactBuffer buffer, StreamId stream, Supplier<Flags> flags) {
        Flags given = flags.get();
        return vertx.deployVerticle(new BanditVerticle(state, buffer, stream, given, environment))
                // A flag that was switched in between must hold from this domain's first decision.
                .compose(id -> given.equals(flags.get())
                        ? Future.succeededFuture(id)
                        : confirmed(stream.domain(), flags.get()).map(id))
                .onSuccess(id -> LOG.info(
                        "domain is up domain={} policy={} arms={}",
                        stream.domain(),
                        state.spec().policy().type().word(),
                        state.spec().arms().size()));
    }

    /**
     * Tells all that run of the flags. Whoever is slow finds the message before all that is sent later, and whoever is on its
     * way out decides nothing any more: neither keeps the switch from being thrown.
     *
     * @return those that have not confirmed in time and are still there
     */
    Future<List<String>> tell(Flags flags) {
        List<String> told = running();
        List<Future<Boolean>> confirmed =
                told.stream().map(domain -> confirmed(domain, flags)).toList();
        return Future.all(confirmed)
                .map(all -> IntStream.range(0, told.size())
                        .filter(i -> !confirmed.get(i).result())
                        .mapToObj(told::get)
                        .filter(deployments::containsKey)
                        .toList());
    }

    private Future<Boolean> confirmed(String domain, Flags flags) {
        return vertx.eventBus()
                .<ManagementAnswer>request(
                        Addresses.management(domain),
                        new Management.ChangeFlags(flags),
                        BusCodec.local(CONFIRM_TIMEOUT_MS))
                .map(true)
                .otherwise(failure -> {
                    LOG.warn("flags are not confirmed domain={} cause='{}'", domain, failure.getMessage());
                    return false;
                });
    }

    /** Takes a domain down. */
    Future<Void> remove(String domain) {
        Future<String> known = deployments.remove(domain);
        LOG.info("domain is removed domain={}", domain);
        if (known == null || known.failed()) {
            return Future.succeededFuture();
        }
        Future<Void> left = known.compose(vertx::undeploy);
        leaving.put(domain, left);
        return left.onComplete(gone -> leaving.remove(domain, left));
    }
}
