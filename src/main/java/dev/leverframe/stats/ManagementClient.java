package dev.leverframe.stats;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusCodec;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.ManagementAnswer.Refused;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.Refusal;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the registry and the domains over the event bus. Always succeeds: what went wrong is a refusal. */
final class ManagementClient {
    private static final long REPLY_TIMEOUT_MS = 5_000;

    private final EventBus bus;

    ManagementClient(EventBus bus) {
        this.bus = bus;
    }

    Future<ManagementAnswer> registry(Management request) {
        return ask(Addresses.REGISTRY, request)
                .otherwise(failure -> new Refused(
                        new Refusal(Refusal.Code.UNAVAILABLE, "the registry did not answer in time; try again")));
    }

    Future<ManagementAnswer> domain(String domain, Management request) {
        return ask(Addresses.management(domain), request)
                .otherwise(failure -> new Refused(isGone(failure) ? unknown(domain) : silent(domain)));
    }

    /** The figures of all domains, in alphabetical order; a domain that goes away meanwhile is left out. */
    Future<List<DomainStats>> allStats(@Nullable String tenant) {
        return registry(new Management.ListDomains()).compose(answer -> {
            List<String> domains = answer instanceof ManagementAnswer.Names names ? names.names() : List.of();
            return stats(domains, tenant);
        });
    }

    /** The figures of these domains, in their order; one that does not answer is left out. */
    Future<List<DomainStats>> stats(List<String> domains, @Nullable String tenant) {
        List<Future<ManagementAnswer>> asked = domains.stream()
                .map(domain -> domain(domain, new Management.ReadStats(tenant)))
                .toList();
        return Future.join(asked).map(all -> figures(asked));
    }

    private static List<DomainStats> figures(List<Future<ManagementAnswer>> answers) {
        List<DomainStats> figures = new ArrayList<>();
        for (Future<ManagementAnswer> answer : answers) {
            if (answer.result() instanceof ManagementAnswer.StatsView view) {
                figures.add(view.stats());
            }
        }
        return figures;
    }

    private Future<ManagementAnswer> ask(String address, Management request) {
        return bus.<ManagementAnswer>request(address, request, BusCodec.local(REPLY_TIMEOUT_MS))
                .map(Message::body);
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private static Refusal unknown(String domain) {
        return new Refusal(
                Refusal.Code.UNKNOWN_DOMAIN,
                "there is no domain '" + domain + "'; create it with PUT /v1/domains/" + domain);
    }

    private static Refusal silent(String domain) {
        return new Refusal(Refusal.Code.UNAVAILABLE, "domain '" + domain + "' did not answer in time; try again");
    }
}
