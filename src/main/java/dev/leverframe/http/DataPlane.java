package dev.leverframe.http;

import dev.leverframe.bus.AnswerJson;
import dev.leverframe.bus.Parsed;
import dev.leverframe.bus.RequestJson;
import dev.leverframe.bus.SelectBodies;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Names;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import dev.leverframe.web.BodyReader;
import dev.leverframe.web.Responses;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The four operations of the data plane over HTTP. Belongs to one event loop. */
final class DataPlane {
    private final Targets targets = new Targets();
    private final BodyReader bodies;
    private final Lanes<Select, SelectAnswer> selects;
    private final Lanes<Outcome, OutcomeAnswer> outcomes;
    private final SelectBodies selectBodies;
    private final int itemsMax;
    private final DataPlaneMeters meters;

    DataPlane(
            BodyReader bodies,
            Lanes<Select, SelectAnswer> selects,
            Lanes<Outcome, OutcomeAnswer> outcomes,
            SelectBodies selectBodies,
            int itemsMax,
            DataPlaneMeters meters) {
        this.bodies = bodies;
        this.selects = selects;
        this.outcomes = outcomes;
        this.selectBodies = selectBodies;
        this.itemsMax = itemsMax;
        this.meters = meters;
    }

    void handle(HttpServerRequest request) {
        Target target = targets.of(request.path());
        if (target == null) {
            refuseUnread(
                    request,
                    new Refusal(
                            Refusal.Code.NOT_FOUND,
                            "the data plane has no " + request.path()
                                    + "; it takes POST /v1/domains/{domain}/select and /outcomes, each also with /batch"));
            return;
        }
        request.routed(target.operation().route());
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("allow", "POST");
            refuseUnread(
                    request, new Refusal(Refusal.Code.METHOD_NOT_ALLOWED, "use POST here, not " + request.method()));
            return;
        }
        if (!target.hasName()) {
            String problem = Names.nameProblem("domain", target.domain()).orElse("");
            refuseUnread(request, new Refusal(Refusal.Code.INVALID_FIELD, problem));
            return;
        }
        bodies.readJson(request, body -> dispatch(request, target, body), this::refusedUnread);
    }

    private void refuseUnread(HttpServerRequest request, Refusal refusal) {
        bodies.discard(request);
        refuse(request, refusal);
    }

    private void refusedUnread(Refusal refusal) {
        meters.refused(refusal);
        if (refusal.code() == Refusal.Code.OVERLOADED) {
            meters.shed(Shed.BODIES);
        }
    }

    private void dispatch(HttpServerRequest request, Target target, byte[] body) {
        switch (target.operation()) {
            case SELECT -> select(request, target.domain(), body);
            case SELECT_BATCH -> selectBatch(request, target.domain(), body);
            case OUTCOMES -> outcome(request, target.domain(), body);
            case OUTCOMES_BATCH -> outcomeBatch(request, target.domain(), body);
        }
    }

    private void select(HttpServerRequest request, String domain, byte[] body) {
        long start = System.nanoTime();
        Lane<Select, SelectAnswer> lane = open(request, domain, selects);
        if (lane != null) {
            Parsed<Select> parsed = selectBodies.one(body, explains(request));
            single(request, parsed, lane, answer -> {
                Responses.json(request.response(), AnswerJson.select(answer));
                meters.took(System.nanoTime() - start);
                count(answer);
            });
        }
    }

    private void outcome(HttpServerRequest request, String domain, byte[] body) {
        Lane<Outcome, OutcomeAnswer> lane = open(request, domain, outcomes);
        if (lane != null) {
            single(
                    request,
                    RequestJson.outcome(body),
                    lane,
                    answer -> Responses.json(request.response(), AnswerJson.outcome(answer)));
        }
    }

    /** Asked before a body is parsed: to shed has to cost less than to serve. Null where the request was shed. */
    private <C, A> @Nullable Lane<C, A> open(HttpServerRequest request, String domain, Lanes<C, A> lanes) {
        Lane<C, A> lane = lanes.of(domain);
        Shed cause = lane == null ? Shed.LISTENER : lane.sheds(1);
        if (cause == null) {
            return lane;
        }
        shed(request, domain, cause);
        return null;
    }

    private void shed(HttpServerRequest request, String domain, Shed cause) {
        meters.shed(cause);
        String full = cause == Shed.DOMAIN ? "domain '" + domain + "'" : "this service";
        refuse(
                request,
                new Refusal(Refusal.Code.OVERLOADED, full + " has as much in flight as it may; try again shortly"));
    }

    private <C, A> void single(HttpServerRequest request, Parsed<C> parsed, Lane<C, A> lane, Consumer<A> answered) {
        Refusal refusal = parsed.refusal();
        if (refusal != null) {
            refuse(request, refusal);
        } else {
            lane.submit(parsed.get(), answer -> {
                if (answer instanceof Refusal refused) {
                    refuse(request, refused);
                } else {
                    answered.accept(answer);
                }
            });
        }
    }

    private void selectBatch(HttpServerRequest request, String domain, byte[] body) {
        Lane<Select, SelectAnswer> lane = open(request, domain, selects);
        if (lane != null) {
            var parsed = selectBodies.many(body, explains(request));
            batch(request, domain, parsed, lane, refusal -> refusal, AnswerJson::selects);
        }
    }

    private void outcomeBatch(HttpServerRequest request, String domain, byte[] body) {
        Lane<Outcome, OutcomeAnswer> lane = open(request, domain, outcomes);
        if (lane != null) {
            var parsed = RequestJson.outcomes(body, itemsMax);
            batch(request, domain, parsed, lane, refusal -> refusal, AnswerJson::outcomes);
        }
    }

    private <C, A> void batch(
            HttpServerRequest request,
            String domain,
            Parsed<List<Parsed<C>>> parsed,
            Lane<C, A> lane,
            Function<Refusal, A> refused,
            Function<List<A>, byte[]> encode) {
        Refusal refusal = parsed.refusal();
        if (refusal != null) {
            refuse(request, refusal);
            return;
        }
        Shed cause = lane.sheds(parsed.get().size());
        if (cause == null) {
            Gathering<A> answers = new Gathering<>(
                    parsed.get().size(), whole -> Responses.json(request.response(), encode.apply(whole)));
            List<Parsed<C>> items = parsed.get();
            for (int i = 0; i < items.size(); i++) {
                int at = i;
                Refusal wrong = items.get(i).refusal();
                if (wrong == null) {
                    lane.submit(items.get(i).get(), answer -> {
                        count(answer);
                        answers.put(at, answer);
                    });
                } else {
                    meters.refused(wrong);
                    answers.put(at, refused.apply(wrong));
                }
            }
        } else {
            shed(request, domain, cause);
        }
    }

    private void count(Object answer) {
        if (answer instanceof Decision decision) {
            meters.decided(decision);
        } else if (answer instanceof Refusal refused) {
            meters.refused(refused);
        }
    }

    private static boolean explains(HttpServerRequest request) {
        return request.query() != null && "true".equals(request.getParam("explain"));
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        meters.refused(refusal);
        Responses.problem(request.response(), refusal);
    }
}
