package dev.leverframe.bandit;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.AnswerJson;
import dev.leverframe.bus.BusMessage;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.OutcomeAnswers;
import dev.leverframe.bus.OutcomeBatch;
import dev.leverframe.bus.Parsed;
import dev.leverframe.bus.RequestJson;
import dev.leverframe.bus.SelectAnswers;
import dev.leverframe.bus.SelectBatch;
import dev.leverframe.bus.StatsJson;
import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.JournalStream;
import dev.leverframe.journal.Receipt;
import dev.leverframe.journal.StreamId;
import dev.leverframe.journal.StreamOwner;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the state of one domain. Single-threaded: every command of the domain arrives on the event loop that this verticle was
 * deployed on, one after another, so there is no lock. Selects are answered at once; outcomes once the journal has their facts
 * as durable as configured.
 */
public final class BanditVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BanditVerticle.class);
    private static final long EXPIRY_MS = 250;
    private static final Refusal DEFECT = new Refusal(Refusal.Code.INTERNAL, "this is a defect; the log says more");

    private final BanditEnvironment environment;
    private final DomainState state;
    private final ManagementDesk desk;
    private final String domain;
    private final InstantSource clock;
    private final JournalStream stream;
    private List<Fact> facts = new ArrayList<>();
    private long changes;
    private long published;

    public BanditVerticle(DomainSpec spec, Flags flags, BanditEnvironment environment) {
        this.environment = environment;
        this.clock = environment.clock();
        this.domain = spec.domain();
        this.stream = environment.journal().open(new StreamId(domain, 1), 0, StreamOwner.NONE);
        this.state = new DomainState(spec, environment.limits(), this::happened);
        this.state.changes().flags(flags, clock.millis());
        this.desk = new ManagementDesk(state, clock);
    }

    /** Completes once the domain can be reached. */
    @Override
    public Future<?> start() {
        var bus = vertx.eventBus();
        vertx.setPeriodic(EXPIRY_MS, timer -> expire());
        vertx.setPeriodic(environment.publishMs(), timer -> publish());
        return Future.all(
                bus.<Object>consumer(Addresses.select(domain), guarded(this::onSelect))
                        .completion(),
                bus.<Object>consumer(Addresses.outcome(domain), guarded(this::onOutcome))
                        .completion(),
                bus.<Management>consumer(Addresses.management(domain), guarded(this::onManagement))
                        .completion());
    }

    /** A message that cannot be handled is answered at once: its sender waits for it, and others wait behind it. */
    private <T> Handler<Message<T>> guarded(Handler<Message<T>> handler) {
        return message -> {
            try {
                handler.handle(message);
            } catch (RuntimeException e) {
                LOG.error("a message failed domain={} address={}", domain, message.address(), e);
                message.fail(DEFECT.code().status(), DEFECT.detail());
            }
        };
    }

    private void onSelect(Message<Object> message) {
        if (message.body() instanceof SelectBatch batch) {
            message.reply(new SelectAnswers(select(batch)));
            keep(() -> {});
        } else if (message.body() instanceof JsonObject json) {
            Parsed<Select> parsed =
                    RequestJson.select(json.toBuffer().getBytes(), environment.limits(), false, environment.ids());
            answer(message, parsed, select -> state.select(select, clock.millis()), AnswerJson::select);
        } else {
            message.fail(Refusal.Code.MALFORMED.status(), "send a JSON object in the shape of the HTTP body");
        }
    }

    private List<SelectAnswer> select(SelectBatch batch) {
        long nowMs = clock.millis();
        List<SelectAnswer> answers = new ArrayList<>(batch.selects().size());
        for (Select select : batch.selects()) {
            answers.add(
                    nowMs > batch.deadlineMs()
                            ? expired()
                            : fenced(() -> state.select(select, nowMs), refusal -> refusal));
        }
        return answers;
    }

    /** One command that breaks a promise spoils no other of its batch. */
    private <A> A fenced(Supplier<? extends A> command, Function<Refusal, A> refused) {
        try {
            return command.get();
        } catch (RuntimeException e) {
            LOG.error("a command failed domain={}", domain, e);
            return refused.apply(DEFECT);
        }
    }

    /** Nobody waits for this answer any more; a decision would only spend an exploration on nobody. */
    private Refusal expired() {
        return new Refusal(Refusal.Code.UNAVAILABLE, "domain '" + domain + "' came to this select too late; try again");
    }

    private void onOutcome(Message<Object> message) {
        if (message.body() instanceof OutcomeBatch batch) {
            List<OutcomeAnswer> answers = new ArrayList<>(batch.outcomes().size());
            long nowMs = clock.millis();
            for (Outcome outcome : batch.outcomes()) {
                answers.add(fenced(() -> state.record(outcome, nowMs), refusal -> refusal));
            }
            keep(() -> message.reply(new OutcomeAnswers(answers)));
        } else if (message.body() instanceof JsonObject json) {
            Parsed<Outcome> parsed = RequestJson.outcome(json.toBuffer().getBytes());
            answer(message, parsed, outcome -> state.record(outcome, clock.millis()), AnswerJson::outcome);
        } else {
            message.fail(Refusal.Code.MALFORMED.status(), "send a JSON object in the shape of the HTTP body");
        }
    }

    /** Answers a consumer that speaks plain JSON, in kind; a refusal fails the request with the HTTP status as its code. */
    private <C, A> void answer(
            Message<Object> message, Parsed<C> parsed, Function<C, A> command, Function<A, byte[]> encode) {
        Refusal refusal = parsed.refusal();
        A answer = refusal == null ? command.apply(parsed.get()) : null;
        Refusal refused = answer instanceof Refusal late ? late : refusal;
        keep(() -> {
            if (refused != null || answer == null) {
                message.fail(refused == null ? 500 : refused.code().status(), refused == null ? "" : refused.detail());
            } else {
                message.reply(new JsonObject(Buffer.buffer(encode.apply(answer))));
            }
        });
    }

    private void onManagement(Message<Management> message) {
        BusMessage answer = desk.handle(message.body());
        keep(() -> message.reply(answer));
    }

    private void expire() {
        state.expire(clock.millis());
        keep(() -> {});
    }

    private void publish() {
        if (published != changes) {
            published = changes;
            vertx.eventBus().publish(Addresses.STATS, StatsJson.domain(state.stats()));
        }
    }

    private void happened(Fact fact) {
        facts.add(fact);
        changes++;
    }

    private void keep(Runnable durable) {
        if (facts.isEmpty()) {
            durable.run();
        } else {
            List<Fact> batch = facts;
            facts = new ArrayList<>();
            stream.append(batch, new Receipt() {
                @Override
                public void kept() {
                    durable.run();
                }

                @Override
                public void lost(String why) {}
            });
        }
    }
}
