package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer.Refused;
import dev.leverframe.decisionlog.AuditLog;
import dev.leverframe.decisionlog.DecisionLog;
import dev.leverframe.decisionlog.JsonLines;
import dev.leverframe.decisionlog.LogQuery;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.model.Refusal;
import dev.leverframe.web.Responses;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/decision-log} and {@code /v1/audit}: what was decided, and who changed what. */
final class JournalRoutes {
    private static final String LINES = "application/x-ndjson";
    private static final int PAGE_DEFAULT = 100;
    private static final int PAGE_MAX = 1_000;

    private final RouteSupport support;
    private final JournalDesk desk;

    JournalRoutes(RouteSupport support, JournalDesk desk) {
        this.support = support;
        this.desk = desk;
    }

    void mount(Router router) {
        router.get("/v1/decision-log").handler(this::decisions);
        router.get("/v1/audit").handler(this::audit);
    }

    private void decisions(RoutingContext route) {
        JournalQuery parameters = new JournalQuery(route, List.of("domain", "from", "to"));
        LogQuery query = parameters.log();
        answer(
                route,
                parameters,
                query.domain(),
                reader -> lines(route, () -> JsonLines.of(new DecisionLog(reader).rows(query))));
    }

    /** A page of the newest changes; to whoever accepts lines only, all of them from the oldest on. */
    private void audit(RoutingContext route) {
        JournalQuery parameters = new JournalQuery(route, List.of("domain", "from", "to", "limit", "before"));
        LogQuery query = parameters.log();
        long before = parameters.count("before", 1, Long.MAX_VALUE, Long.MAX_VALUE);
        int limit = (int) parameters.count("limit", 1, PAGE_MAX, PAGE_DEFAULT);
        boolean lines = LINES.equals(route.request().getHeader("accept"));
        for (String paging : List.of("limit", "before")) {
            if (lines && parameters.has(paging)) {
                parameters.error(paging, paging + " is for pages, and as " + LINES + " the log is sent in one piece");
            }
        }
        answer(
                route,
                parameters,
                query.domain(),
                reader -> lines
                        ? lines(route, () -> JsonLines.ofAudit(new AuditLog(reader).lines(query)))
                        : desk.read(() -> new AuditLog(reader)
                                        .newest(query, before, limit)
                                        .json())
                                .onSuccess(page -> Responses.json(route.response(), page)));
    }

    private Future<?> lines(RoutingContext route, Callable<JsonLines<?>> open) {
        return desk.read(open).compose(lines -> LineStream.send(route, desk, lines));
    }

    private void answer(
            RoutingContext route,
            JournalQuery parameters,
            @Nullable String domain,
            Function<JournalReader, Future<?>> send) {
        Optional<Refusal> wrong = parameters.refusal();
        if (wrong.isPresent()) {
            RouteSupport.refuse(route, wrong.get());
        } else {
            desk.serve(
                    route,
                    reader -> unknown(reader, domain).compose(unknown -> {
                        unknown.ifPresent(refusal -> RouteSupport.refuse(route, refusal));
                        return unknown.isPresent() ? Future.succeededFuture() : send.apply(reader);
                    }));
        }
    }

    /** Says so where neither the journal nor the service knows a domain; of a deleted one the log is still there. */
    private Future<Optional<Refusal>> unknown(JournalReader reader, @Nullable String domain) {
        if (domain == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return desk.read(() -> new DecisionLog(reader).knows(domain))
                .compose(known -> known
                        ? Future.succeededFuture(Optional.empty())
                        : support.client()
                                .domain(domain, new Management.ReadDomain())
                                .map(answer -> answer instanceof Refused refused
                                        ? Optional.of(refused.refusal())
                                        : Optional.empty()));
    }
}
