package dev.leverframe.http;

import dev.leverframe.bus.Addresses;
import dev.leverframe.bus.BusCodec;
import dev.leverframe.bus.BusMessage;
import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.model.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from one HTTP verticle to one domain for one kind of command. Commands of the same event-loop turn leave as one
 * message, and at most one message is in the air: while it is, commands queue here, where they can be counted and shed. An idle
 * lane sends a batch of one and waits for nothing; a busy one sends larger batches by itself.
 *
 * @param <C> the command
 * @param <A> its answer
 */
final class Lane<C, A> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** Domains may be deleted and created again while a command is under way; but not for ever. */
    private static final int ATTEMPTS_MAX = 4;

    private final Vertx vertx;
    private final String domain;
    private final String address;
    private final Kind<C, A> kind;
    private final Room room;
    private final Pace pace;
    private final Watch watch;
    private final Deque<Waiting<C, A>> queue = new ArrayDeque<>();
    private boolean busy;
    private boolean known;

    /**
     * @param room of the commands accepted and not yet answered
     * @param watch told of what happens to them
     */
    Lane(Vertx vertx, String domain, Kind<C, A> kind, Room room, Pace pace, Watch watch) {
        this.vertx = vertx;
        this.domain = domain;
        this.address = kind.address(domain);
        this.kind = kind;
        this.room = room;
        this.pace = pace;
        this.watch = watch;
    }

    /** Why this many more commands are to be shed, or null where they are taken. */
    @Nullable
    Shed sheds(int commands) {
        return room.lacks(commands);
    }

    boolean isIdle() {
        return room.taken() == 0;
    }

    /** Takes a command; its answer comes on this event loop, always. */
    void submit(C command, Consumer<A> answer) {
        room.enter();
        queue.addLast(new Waiting<>(command, answer, System.nanoTime(), 1));
        if (!busy) {
            busy = true;
            vertx.runOnContext(turnIsOver -> next());
        }
    }

    private void next() {
        refuseLate();
        if (queue.isEmpty()) {
            busy = false;
        } else if (known) {
            send();
        } else {
            ensureDomain();
        }
    }

    /** Where a domain is slow the queue is long, and whoever waited too long has given up: to decide for him would be waste. */
    private void refuseLate() {
        long latest = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(pace.answerTimeoutMs());
        while (!queue.isEmpty() && queue.getFirst().sinceNanos() - latest < 0) {
            watch.late();
            answer(queue.removeFirst(), kind.refused(late()));
        }
    }

    private void ensureDomain() {
        vertx.eventBus()
                .<ManagementAnswer>request(
                        Addresses.REGISTRY,
                        new Management.EnsureDomain(domain, kind.createsDomain()),
                        BusCodec.local(pace.answerTimeoutMs()))
                .map(Message::body)
                .otherwise(failure -> new ManagementAnswer.Refused(unavailable()))
                .onSuccess(answer -> {
                    known = !(answer instanceof ManagementAnswer.Refused);
                    if (answer instanceof ManagementAnswer.Refused refused) {
                        refuseAll(refused.refusal());
                    }
                    next();
                });
    }

    private void send() {
        watch.sent(System.nanoTime() - queue.getFirst().sinceNanos());
        int size = Math.min(queue.size(), pace.batchMax());
        List<Waiting<C, A>> batch = new ArrayList<>(size);
        List<C> commands = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Waiting<C, A> waiting = queue.removeFirst();
            batch.add(waiting);
            commands.add(waiting.command());
        }
        long sentNanos = System.nanoTime();
        vertx.eventBus()
                .<BusMessage>request(
                        address,
                        kind.pack(commands, System.currentTimeMillis() + pace.answerTimeoutMs()),
                        BusCodec.local(pace.answerTimeoutMs()))
                .onComplete(reply -> {
                    if (reply.succeeded()) {
                        deliver(batch, kind.unpack(reply.result().body()));
                    } else {
                        failed(batch, isGone(reply.cause(), System.nanoTime() - sentNanos));
                    }
                    next();
                });
    }

    private void deliver(List<Waiting<C, A>> batch, List<A> answers) {
        for (int i = 0; i < batch.size(); i++) {
            answer(batch.get(i), answers.get(i));
        }
    }

    /** Vert.x says of a message that reached a consumer on its way out that it timed out, but says so at once. */
    private boolean isGone(Throwable cause, long afterNanos) {
        ReplyFailure type = cause instanceof ReplyException failure ? failure.failureType() : ReplyFailure.ERROR;
        boolean early = afterNanos < TimeUnit.MILLISECONDS.toNanos(pace.answerTimeoutMs()) / 2;
        return type == ReplyFailure.NO_HANDLERS || (type == ReplyFailure.TIMEOUT && early);
    }

    /** A domain that is not there may have been removed, or not be back yet: ask the registry again, then give up. */
    private void failed(List<Waiting<C, A>> batch, boolean gone) {
        known = known && !gone;
        for (int i = batch.size() - 1; i >= 0; i--) {
            Waiting<C, A> waiting = batch.get(i);
            if (gone && waiting.attempts() < ATTEMPTS_MAX) {
                queue.addFirst(new Waiting<>(
                        waiting.command(), waiting.answer(), waiting.sinceNanos(), waiting.attempts() + 1));
            } else {
                answer(waiting, kind.refused(unavailable()));
            }
        }
    }

    private void refuseAll(Refusal refusal) {
        List<Waiting<C, A>> refused = List.copyOf(queue);
        queue.clear();
        refused.forEach(waiting -> answer(waiting, kind.refused(refusal)));
    }

    private void answer(Waiting<C, A> waiting, A answer) {
        room.leave();
        try {
            waiting.answer().accept(answer);
        } catch (RuntimeException e) {
            // Others wait for the rest of the batch, and for the next one.
            LOG.error("an answer could not be given domain={}", domain, e);
        }
    }

    private Refusal unavailable() {
        return new Refusal(Refusal.Code.UNAVAILABLE, "domain '" + domain + "' did not answer in time; try again");
    }

    private Refusal late() {
        return new Refusal(
                Refusal.Code.OVERLOADED,
                "domain '" + domain + "' did not come to this within " + pace.answerTimeoutMs()
                        + " ms; nothing was done, try again");
    }

    private record Waiting<C, A>(C command, Consumer<A> answer, long sinceNanos, int attempts) {}

    /**
     * How lanes go.
     *
     * @param batchMax commands in one message
     * @param answerTimeoutMs how long a command may wait for its message to leave, and the message for its answer, ms
     */
    record Pace(int batchMax, int answerTimeoutMs) {}

    /** Who is told of what happens in lanes. */
    interface Watch {
        /** A message left; the oldest of its commands had waited so long, ns. */
        void sent(long waitedNanos);

        /** A command was refused because its turn came too late. */
        void late();
    }

    /** What tells one kind of command from another. */
    interface Kind<C, A> {
        String address(String domain);

        BusMessage pack(List<C> commands, long deadlineMs);

        List<A> unpack(BusMessage reply);

        A refused(Refusal refusal);

        /** Whether such a command may bring its domain into being. */
        boolean createsDomain();
    }
}
