package dev.leverframe.stats;

import dev.leverframe.bus.AnswerJson;
import dev.leverframe.decisionlog.DecisionLog;
import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.decisionlog.RowJson;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Names;
import dev.leverframe.model.Refusal;
import dev.leverframe.replay.Recomputation;
import dev.leverframe.replay.Recomputed;
import dev.leverframe.replay.Recomputed.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/decisions/{decision_id}}: how a decision came about, what became of it, and whether it can be made again. */
final class DecisionRoutes {
    /** A decision is written a moment after it was served; so long after that it is looked for once more. */
    private static final long LATE_MS = 100;

    private static final long RECOMPUTE_MS = 10_000;

    private final Vertx vertx;
    private final JournalDesk desk;
    private final Limits limits;

    DecisionRoutes(Vertx vertx, JournalDesk desk, Limits limits) {
        this.vertx = vertx;
        this.desk = desk;
        this.limits = limits;
    }

    void mount(Router router) {
        router.get("/v1/decisions/:decision_id").handler(this::read);
    }

    private void read(RoutingContext route) {
        JournalQuery parameters = new JournalQuery(route, List.of("domain"));
        String domain = parameters.domain();
        String id = String.valueOf(route.pathParam("decision_id"));
        Names.decisionIdProblem(id).ifPresent(problem -> parameters.error("decision_id", problem));
        Optional<Refusal> wrong = parameters.refusal();
        if (wrong.isPresent()) {
            RouteSupport.refuse(route, wrong.get());
        } else {
            desk.serve(
                    route,
                    reader -> find(reader, id, domain).compose(found -> {
                        if (found.isEmpty()) {
                            RouteSupport.refuse(route, unknown(id, domain));
                            return Future.succeededFuture();
                        }
                        return desk.read(() -> describe(reader, found.get()))
                                .onSuccess(answer -> Answers.json(route.response(), answer));
                    }));
        }
    }

    private Future<Optional<Decided>> find(JournalReader reader, String id, @Nullable String domain) {
        DecisionLog log = new DecisionLog(reader);
        return desk.read(() -> log.find(id, domain))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : vertx.timer(LATE_MS).compose(later -> desk.read(() -> log.find(id, domain))));
    }

    private static Refusal unknown(String id, @Nullable String domain) {
        return new Refusal(
                Refusal.Code.UNKNOWN_DECISION,
                "no decision '" + id + "' is kept" + (domain == null ? "" : " of domain '" + domain + "'")
                        + "; the journal keeps decisions for as long as its retention says");
    }

    private JsonObject describe(JournalReader reader, Decided decided) {
        Recomputed recomputed = new Recomputation(reader, limits, System::nanoTime, RECOMPUTE_MS)
                .recompute(decided.stream(), decided.sequence(), decided.decision());
        return new JsonObject()
                .put("decision", object(RowJson.bytes(decided)))
                .put("explain", object(AnswerJson.explanation(recomputed.explanation())))
                .put("recomputed", verdict(recomputed));
    }

    private static JsonObject object(byte[] json) {
        return new JsonObject(Buffer.buffer(json));
    }

    private static JsonObject verdict(Recomputed recomputed) {
        JsonObject json = new JsonObject()
                .put(
                        "agrees",
                        recomputed.verdict() == Verdict.IMPOSSIBLE ? null : recomputed.verdict() == Verdict.AGREES)
                .put("state_version", recomputed.stateVersion());
        return switch (recomputed.verdict()) {
            case AGREES -> json;
            case DIFFERS -> json.put("difference", recomputed.detail());
            case IMPOSSIBLE -> json.put("problem", recomputed.detail());
        };
    }
}
