package dev.leverframe.bandit;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusCodec;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.ManagementAnswer.DomainView;
import dev.leverframe.bus.ManagementAnswer.Done;
import dev.leverframe.bus.ManagementAnswer.FlagsView;
import dev.leverframe.bus.ManagementAnswer.Names;
import dev.leverframe.bus.ManagementAnswer.Refused;
import dev.leverframe.config.DomainBody;
import dev.leverframe.config.Settings;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Origin;
import dev.leverframe.model.Refusal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which domains there are, brings them up and down, and holds the flags that all of them act on. */
public final class RegistryVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryVerticle.class);

    private static final long REPLY_TIMEOUT_MS = 5_000;

    private final Settings settings;
    private final BanditEnvironment environment;
    private final InstantSource clock;
    private @Nullable RegistryBook book;
    private @Nullable Deployments deployments;

    public RegistryVerticle(Settings settings, BanditEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
        this.clock = environment.clock();
    }

    /** Completes once every domain runs: those that the journal knows, and those that the settings name. */
    @Override
    public Future<?> start() {
        deployments = new Deployments(vertx, environment);
        return vertx.executeBlocking(() -> RegistryBook.recovered(environment.reader()))
                .compose(state -> {
                    book = new RegistryBook(state, environment.journal(), context);
                    return bringUp();
                })
                .compose(up -> vertx.eventBus()
                        .<Management>consumer(Addresses.REGISTRY, this::onMessage)
                        .completion());
    }

    private Future<?> bringUp() {
        List<DomainSpec> configured =
                List.copyOf(settings.domains().configured().values());
        retireOthers();
        Flags next = book().state().flags(settings.flags());
        List<DomainSpec> changed = book().state().changed(configured);
        List<Future<?>> known = book().state().domains().stream()
                .<Future<?>>map(domain -> recover(domain, next))
                .toList();
        return Future.join(known)
                .otherwiseEmpty()
                .compose(all -> book().readSettings(clock.millis(), settings.flags(), next, configured))
                .compose(read ->
                        Future.all(changed.stream().map(this::applySetting).toList()));
    }

    /** What is kept of domains that were deleted goes as it gets old. */
    private void retireOthers() {
        if (environment.reader() != null) {
            environment.reader().streams().stream()
                    .filter(stream ->
                            !stream.equals(StreamId.REGISTRY) && !book().state().isOpen(stream))
                    .forEach(environment.journal()::retire);
        }
    }

    /** What cannot be recovered is not served, and does not stop the others. */
    private Future<?> recover(String domain, Flags next) {
        return deployments().recover(book().state().stream(domain), next).compose(found -> {
            if (found) {
                return Future.succeededFuture();
            }
            LOG.warn("a domain was never acknowledged and is forgotten domain={}", domain);
            return book().abandon(domain, clock.millis());
        });
    }

    private Future<?> applySetting(DomainSpec spec) {
        return put(new Management.PutDomain(spec, null, Origin.SETTINGS)).map(answer -> {
            if (answer instanceof Refused refused) {
                LOG.error(
                        "a configured domain was refused domain={} detail={}",
                        spec.domain(),
                        refused.refusal().detail());
            }
            return answer;
        });
    }

    private void onMessage(Message<Management> message) {
        Future.succeededFuture(message.body())
                .compose(this::handle)
                .otherwise(failure -> new Refused(failed(message.body(), failure)))
                .onSuccess(message::reply);
    }

    private static Refusal failed(Management request, Throwable failure) {
        if (failure instanceof LostException lost) {
            return Unkept.because(lost.why());
        }
        LOG.error("management request failed request={}", request, failure);
        return new Refusal(Refusal.Code.UNAVAILABLE, "this could not be done now; try again");
    }

    private Future<ManagementAnswer> handle(Management request) {
        String failure = environment.journal().status().failure();
        if (request instanceof Management.EnsureDomain ensure) {
            return ensure(ensure);
        } else if (request instanceof Management.ListDomains) {
            return Future.succeededFuture(new Names(deployments().names()));
        } else if (request instanceof Management.ReadFlags) {
            return Future.succeededFuture(new FlagsView(book().state().flags(), List.of()));
        } else if (failure != null) {
            return refused(Unkept.because(failure));
        } else if (request instanceof Management.PutDomain put) {
            return put(put);
        } else if (request instanceof Management.DeleteDomain delete) {
            return delete(delete);
        } else if (request instanceof Management.SetFlag set) {
            return setFlag(set);
        }
        throw new IllegalArgumentException("not for the registry: " + request);
    }

    private Future<ManagementAnswer> ensure(Management.EnsureDomain ensure) {
        Future<String> known = deployments().of(ensure.domain());
        if (known != null) {
            return known.failed() ? refused(unrecovered(ensure.domain())) : known.map(new Done());
        }
        String failure = environment.journal().status().failure();
        if (failure != null) {
            return refused(Unkept.because(failure));
        }
        if (!ensure.create() || !settings.domains().autoCreate()) {
            return refused(unknown(ensure.domain()));
        }
        return create(DomainBody.byDefault(ensure.domain(), settings), Origin.FIRST_SELECT, new Done());
    }

    private Future<ManagementAnswer> put(Management.PutDomain put) {
        String domain = put.spec().domain();
        Future<String> known = deployments().of(domain);
        if (known != null && known.failed()) {
            return refused(unrecovered(domain));
        } else if (known != null) {
            return known.compose(
                    id -> ask(domain, new Management.ConfigureDomain(put.spec(), put.ifMatch(), put.origin())));
        }
        return put.ifMatch() == null
                ? create(put.spec(), put.origin(), new DomainView(put.spec(), "1", true))
                : refused(new Refusal(
                        Refusal.Code.STALE, "there is no domain '" + domain + "' yet, so no version of it can match"));
    }

    private Future<ManagementAnswer> create(DomainSpec spec, Origin origin, ManagementAnswer answer) {
        int domainsMax = settings.domains().domainsMax();
        if (deployments().names().size() >= domainsMax) {
            return refused(new Refusal(
                    Refusal.Code.LIMIT_REACHED, "there may be at most " + domainsMax + " domains; delete one first"));
        }
        long nowMs = clock.millis();
        var opened = book().open(spec, origin, nowMs);
        return deployments()
                .create(
                        opened.stream(),
                        spec,
                        opened.kept(),
                        () -> book().state().flags(),
                        nowMs)
                .onFailure(failure -> book().abandon(spec.domain(), clock.millis()))
                .map(answer);
    }

    private Future<ManagementAnswer> delete(Management.DeleteDomain delete) {
        String domain = delete.domain();
        Future<String> known = deployments().of(domain);
        if (known == null) {
            return refused(unknown(domain));
        } else if (known.failed()) {
            return takeDown(domain, book().deleteUnrecovered(domain, delete.origin(), clock.millis()));
        }
        return known.compose(id -> ask(domain, new Management.ReadDomain())).compose(answer -> {
            DomainView view = (DomainView) answer;
            boolean matches = delete.ifMatch() == null
                    || delete.ifMatch().equals("*")
                    || delete.ifMatch().equals(view.version());
            if (!matches) {
                return refused(new Refusal(
                        Refusal.Code.STALE,
                        "it changed since you read it (version is " + view.version() + "); read it again"));
            }
            return takeDown(domain, book().delete(view.spec(), delete.origin(), clock.millis()));
        });
    }

    private Future<ManagementAnswer> takeDown(String domain, RegistryBook.Closed closed) {
        return closed.kept()
                .compose(kept -> deployments().remove(domain))
                .onSuccess(removed -> environment.journal().retire(closed.stream()))
                .map(new Done());
    }

    private Future<ManagementAnswer> setFlag(Management.SetFlag set) {
        Flags before = book().state().flags();
        LOG.info(
                "flag is set flag={} from={} to={} by={} reason={}",
                set.flag(),
                before.get(set.flag()),
                set.enabled(),
                set.origin().actor(),
                set.origin().reason());
        Future<?> kept = book().setFlag(set.flag(), set.enabled(), set.origin(), clock.millis());
        Flags now = book().state().flags();
        Future<List<String>> unconfirmed = deployments().tell(now);
        return kept.compose(done -> unconfirmed).map(names -> new FlagsView(now, names));
    }

    private Future<ManagementAnswer> ask(String domain, Management request) {
        return vertx.eventBus()
                .<ManagementAnswer>request(Addresses.management(domain), request, BusCodec.local(REPLY_TIMEOUT_MS))
                .map(Message::body);
    }

    private static Future<ManagementAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(new Refused(refusal));
    }

    private static Refusal unrecovered(String domain) {
        return new Refusal(
                Refusal.Code.UNAVAILABLE,
                "domain '" + domain + "' could not be recovered, the log says why; restore the files of data_dir, or"
                        + " delete the domain to start it anew");
    }

    private static Refusal unknown(String domain) {
        return new Refusal(
                Refusal.Code.UNKNOWN_DOMAIN,
                "there is no domain '" + domain + "'; create it with PUT /v1/domains/" + domain
                        + " on the management port, or let its first select do so");
    }

    private RegistryBook book() {
        return Objects.requireNonNull(book, "opened at the start");
    }

    private Deployments deployments() {
        return Objects.requireNonNull(deployments, "made at the start");
    }
}
