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
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Refusal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which domains there are, brings them up and down, and holds the flags that all of them act on. */
public final class RegistryVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryVerticle.class);
    private static final long REPLY_TIMEOUT_MS = 5_000;

    private final Settings settings;
    private final BanditEnvironment environment;
    /** Deployment of each domain; pending while it is being deployed. */
    private final Map<String, Future<String>> deployments = new TreeMap<>();

    private Flags flags;

    public RegistryVerticle(Settings settings, BanditEnvironment environment) {
        this.settings = settings;
        this.environment = environment;
        this.flags = settings.flags();
    }

    /** Completes once every configured domain runs. */
    @Override
    public Future<?> start() {
        List<Future<String>> configured = settings.domains().configured().values().stream()
                .map(this::deploy)
                .toList();
        return Future.all(configured)
                .compose(all -> vertx.eventBus()
                        .<Management>consumer(Addresses.REGISTRY, this::onMessage)
                        .completion());
    }

    private void onMessage(Message<Management> message) {
        Future.succeededFuture(message.body())
                .compose(this::handle)
                .otherwise(failure -> new Refused(failed(message.body(), failure)))
                .onSuccess(message::reply);
    }

    private Refusal failed(Management request, Throwable failure) {
        LOG.error("management request failed request={}", request, failure);
        return new Refusal(Refusal.Code.UNAVAILABLE, "this could not be done now; try again");
    }

    private Future<ManagementAnswer> handle(Management request) {
        if (request instanceof Management.EnsureDomain ensure) {
            return ensure(ensure);
        } else if (request instanceof Management.PutDomain put) {
            return put(put);
        } else if (request instanceof Management.DeleteDomain delete) {
            return delete(delete);
        } else if (request instanceof Management.ListDomains) {
            return Future.succeededFuture(new Names(List.copyOf(deployments.keySet())));
        } else if (request instanceof Management.ReadFlags) {
            return Future.succeededFuture(new FlagsView(flags));
        } else if (request instanceof Management.SetFlag set) {
            return setFlag(set);
        }
        throw new IllegalArgumentException("not for the registry: " + request);
    }

    private Future<ManagementAnswer> ensure(Management.EnsureDomain ensure) {
        Future<String> known = deployments.get(ensure.domain());
        if (known != null) {
            return known.map(new Done());
        }
        if (!ensure.create() || !settings.domains().autoCreate()) {
            return Future.succeededFuture(new Refused(unknown(ensure.domain())));
        }
        return create(DomainBody.byDefault(ensure.domain(), settings), done -> new Done());
    }

    private Future<ManagementAnswer> put(Management.PutDomain put) {
        String domain = put.spec().domain();
        Future<String> known = deployments.get(domain);
        if (known != null) {
            return known.compose(id -> ask(domain, new Management.ConfigureDomain(put.spec(), put.ifMatch())));
        }
        if (put.ifMatch() != null) {
            return Future.succeededFuture(new Refused(new Refusal(
                    Refusal.Code.STALE, "there is no domain '" + domain + "' yet, so no version of it can match")));
        }
        return create(put.spec(), done -> new DomainView(put.spec(), "1", true));
    }

    private Future<ManagementAnswer> create(DomainSpec spec, Function<String, ManagementAnswer> answer) {
        int domainsMax = settings.domains().domainsMax();
        if (deployments.size() >= domainsMax) {
            return Future.succeededFuture(new Refused(new Refusal(
                    Refusal.Code.LIMIT_REACHED, "there may be at most " + domainsMax + " domains; delete one first")));
        }
        return deploy(spec).map(answer);
    }

    private Future<String> deploy(DomainSpec spec) {
        Flags given = flags;
        Future<String> deployment = vertx.deployVerticle(new BanditVerticle(spec, given, environment))
                // A flag that was switched in between must hold from this domain's first decision.
                .compose(id -> given.equals(flags)
                        ? Future.succeededFuture(id)
                        : ask(spec.domain(), new Management.ChangeFlags(flags)).map(id))
                .onSuccess(id -> LOG.info(
                        "domain is up domain={} policy={} arms={}",
                        spec.domain(),
                        spec.policy().type().word(),
                        spec.arms().size()))
                .onFailure(failure -> deployments.remove(spec.domain()));
        deployments.put(spec.domain(), deployment);
        return deployment;
    }

    private Future<ManagementAnswer> delete(Management.DeleteDomain delete) {
        String domain = delete.domain();
        Future<String> known = deployments.get(domain);
        if (known == null) {
            return Future.succeededFuture(new Refused(unknown(domain)));
        }
        return known.compose(id -> ask(domain, new Management.ReadDomain()).compose(answer -> {
            String version = ((DomainView) answer).version();
            boolean matches = delete.ifMatch() == null
                    || delete.ifMatch().equals("*")
                    || delete.ifMatch().equals(version);
            if (!matches) {
                return Future.succeededFuture(new Refused(new Refusal(
                        Refusal.Code.STALE,
                        "it changed since you read it (version is " + version + "); read it again")));
            }
            deployments.remove(domain);
            LOG.info("domain is removed domain={}", domain);
            return vertx.undeploy(id).map(new Done());
        }));
    }

    private Future<ManagementAnswer> setFlag(Management.SetFlag set) {
        Flags before = flags;
        flags = flags.with(set.flag(), set.enabled());
        LOG.info(
                "flag is set flag={} from={} to={} reason={}",
                set.flag(),
                before.get(set.flag()),
                set.enabled(),
                set.reason());
        List<Future<ManagementAnswer>> told = deployments.entrySet().stream()
                .filter(entry -> entry.getValue().succeeded())
                .map(entry -> ask(entry.getKey(), new Management.ChangeFlags(flags)))
                .toList();
        return Future.all(told).map(all -> new FlagsView(flags));
    }

    private Future<ManagementAnswer> ask(String domain, Management request) {
        return vertx.eventBus()
                .<ManagementAnswer>request(Addresses.management(domain), request, BusCodec.local(REPLY_TIMEOUT_MS))
                .map(Message::body);
    }

    private static Refusal unknown(String domain) {
        return new Refusal(
                Refusal.Code.UNKNOWN_DOMAIN,
                "there is no domain '" + domain + "'; create it with PUT /v1/domains/" + domain
                        + " on the management port, or let its first select do so");
    }
}
