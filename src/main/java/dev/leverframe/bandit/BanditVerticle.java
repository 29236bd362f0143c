package dev.leverframe.bandit;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.AnswerJson;
import dev.leverframe.bus.BusMessage;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.OutcomeAnswers;
import dev.leverframe.bus.OutcomeBatch;
import dev.leverframe.bus.Parsed;
import dev.leverframe.bus.RequestJson;
import dev.leverframe.bus.SelectAnswers;
import dev.leverframe.bus.SelectBatch;
import dev.leverframe.bus.StatsJson;
import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.JournalStatus;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the state of one domain. Single-threaded: every command of the domain arrives on the event loop that this verticle was
 * deployed on, one after another, so there is no lock. Selects are answered at once; outcomes once the journal has their facts
 * as durable as configured.
 */
public final class BanditVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(BanditVerticle.class);
    private static final long CONCLUDE_MS = 250;
    private static final Refusal DEFECT = new Refusal(Refusal.Code.INTERNAL, "this is a defect; the log says more");

    private final BanditEnvironment environment;
    private final DomainState state;
    private final FactBuffer buffer;
    private final StreamId stream;
    private final ManagementDesk desk;
    private final Judge judge;
    private final String domain;
    private final InstantSource clock;
    private MemoryBudget.@Nullable Share memory;
    private @Nullable FactKeeper keeper;
    private @Nullable Turns turns;
    private long published;

    /**
     * @param state of the domain
     * @param buffer that the state tells its facts; those in it are not yet in the journal
     */
    public BanditVerticle(
            DomainState state, FactBuffer buffer, StreamId stream, Flags flags, BanditEnvironment environment) {
        this.environment = environment;
        this.clock = environment.clock();
        this.state = state;
        this.buffer = buffer;
        this.stream = stream;
        this.domain = stream.domain();
        AuditTrail trail = new AuditTrail(buffer);
        this.desk = new ManagementDesk(state, clock, trail);
        this.judge = new Judge(state, clock, trail);
        state.changes().flags(flags, clock.millis());
    }

    /** Completes once the domain can be reached, and what it starts with is kept. */
    @Override
    public Future<?> start() {
        var bus = vertx.eventBus();
        keeper = new FactKeeper(
                environment.journal(),
                stream,
                state.sequence() - buffer.seen(),
                buffer,
                context,
                new OwnedDomain(state));
        memory = environment.memory().open();
        turns = new Turns(context, environment.turnNanos(), clock);
        vertx.setPeriodic(CONCLUDE_MS, timer -> conclude());
        vertx.setPeriodic(environment.publishMs(), timer -> publish());
        Future<Void> kept = kept();
        if (environment.reader() != null) {
            scheduleSnapshots();
        }
        return kept.compose(started -> Future.all(
                bus.<Object>consumer(Addresses.select(domain), guarded(this::onSelect))
                        .completion(),
                bus.<Object>consumer(Addresses.outcome(domain), guarded(this::onOutcome))
                        .completion(),
                bus.<Management>consumer(Addresses.management(domain), guarded(this::onManagement))
                        .completion()));
    }

    private void scheduleSnapshots() {
        boolean fresh = state.sequence() == buffer.seen();
        if (state.bound(environment.limits()) || fresh) {
            // No fact says what the bounds are: replay takes them from the snapshot that it starts at.
            keeper().snapshotAnyway();
        }
        long everyMs = environment.snapshotMs();
        // Domains that started together take their snapshots apart.
        vertx.setPeriodic(1 + Math.floorMod(domain.hashCode(), everyMs), everyMs, timer -> keeper().snapshot());
    }

    private Future<Void> kept() {
        Promise<Void> kept = Promise.promise();
        keeper().keep(lost -> {
            if (lost == null) {
                kept.complete();
            } else {
                kept.fail(new LostException(lost));
            }
        });
        return kept.future();
    }

    /** The next start is quick: it finds the state as it was. */
    @Override
    public Future<?> stop() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
        if (keeper != null) {
            keeper.keep();
            if (environment.reader() != null) {
                keeper.snapshot();
            }
            keeper.close();
        }
        return Future.succeededFuture();
    }

    private FactKeeper keeper() {
        return Objects.requireNonNull(keeper, "messages come after the start");
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
            work(
                    batch.selects(),
                    (select, nowMs) -> nowMs > batch.deadlineMs()
                            ? expired()
                            : fenced(() -> select(select, nowMs), refusal -> refusal),
                    answers -> {
                        message.reply(new SelectAnswers(answers));
                        keep();
                    });
        } else if (message.body() instanceof JsonObject json) {
            Parsed<Select> parsed =
                    RequestJson.select(json.toBuffer().getBytes(), environment.limits(), false, environment.ids());
            answer(message, parsed, select -> select(select, clock.millis()), AnswerJson::select);
        } else {
            message.fail(Refusal.Code.MALFORMED.status(), "send a JSON object in the shape of the HTTP body");
        }
    }

    private <C, A> void work(List<C> commands, Turns.Command<C, A> each, Consumer<List<A>> done) {
        Objects.requireNonNull(turns, "messages come after the start").work(commands, each, this::keep, done);
    }

    /** Hands over what happened, and gives back memory where all domains together have taken too much. */
    private void keep() {
        if (memory != null) {
            state.forget(memory.holds(state.rememberedBytes()), clock.millis());
        }
        keeper().keep();
    }

    /** Decisions go on where the journal has failed, and pause where it cannot follow. */
    private SelectAnswer select(Select select, long nowMs) {
        return environment.journal().status().congested() ? Unkept.congested(domain) : state.select(select, nowMs);
    }

    /** Nothing changes that could not be acknowledged. */
    private OutcomeAnswer record(Outcome outcome, long nowMs) {
        JournalStatus status = environment.journal().status();
        if (status.accepts()) {
            return state.record(outcome, nowMs);
        }
        return status.failure() == null ? Unkept.congested(domain) : Unkept.because(status.failure());
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
        return new Refusal(Refusal.Code.UNAVAILABLE, "domain '" + domain + "' came to this too late; try again");
    }

    private void onOutcome(Message<Object> message) {
        if (message.body() instanceof OutcomeBatch batch) {
            work(
                    batch.outcomes(),
                    (outcome, nowMs) -> nowMs > batch.deadlineMs()
                            ? expired()
                            : fenced(() -> record(outcome, nowMs), refusal -> refusal),
                    answers -> keeper().keepAll(lost ->
                            message.reply(new OutcomeAnswers(lost == null ? answers : Unkept.instead(answers, lost)))));
        } else if (message.body() instanceof JsonObject json) {
            Parsed<Outcome> parsed = RequestJson.outcome(json.toBuffer().getBytes());
            answer(message, parsed, outcome -> record(outcome, clock.millis()), AnswerJson::outcome);
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
        keeper().keep(lost -> {
            Refusal why = lost == null || answer instanceof Decision ? refused : Unkept.because(lost);
            if (why != null || answer == null) {
                message.fail(why == null ? 500 : why.code().status(), why == null ? "" : why.detail());
            } else {
                message.reply(new JsonObject(Buffer.buffer(encode.apply(answer))));
            }
        });
    }

    private void onManagement(Message<Management> message) {
        String failure = environment.journal().status().failure();
        if (failure != null && message.body().changes()) {
            message.reply(new ManagementAnswer.Refused(Unkept.because(failure)));
            return;
        }
        if (message.body() instanceof Management.PreviewExperiment preview) {
            vertx.executeBlocking(desk.preview(preview))
                    .onSuccess(message::reply)
                    .onFailure(defect -> message.fail(Refusal.Code.INTERNAL.status(), DEFECT.detail()));
            return;
        }
        BusMessage answer = desk.handle(message.body());
        keeper().keep(lost ->
                message.reply(lost == null ? answer : new ManagementAnswer.Refused(Unkept.because(lost))));
    }

    /** On a timer, so that an idle domain comes to its conclusions too: no later than its period after they can be had. */
    private void conclude() {
        state.expire(clock.millis());
        judge.judge();
        keep();
    }

    private void publish() {
        if (published != buffer.seen()) {
            published = buffer.seen();
            vertx.eventBus().publish(Addresses.STATS, StatsJson.domain(state.stats()));
        }
    }
}
