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
import java.util.function.Consumer;
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
    private static final long REPLY_TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final String domain;
    private final Kind<C, A> kind;
    private final int inFlightMax;
    private final int batchMax;
    private final Deque<Waiting<C, A>> queue = new ArrayDeque<>();
    private int inFlight;
    private boolean busy;
    private boolean known;

    /**
     * @param inFlightMax commands accepted and not yet answered
     * @param batchMax commands in one message
     */
    Lane(Vertx vertx, String domain, Kind<C, A> kind, int inFlightMax, int batchMax) {
        this.vertx = vertx;
        this.domain = domain;
        this.kind = kind;
        this.inFlightMax = inFlightMax;
        this.batchMax = batchMax;
    }

    /** Whether this many more commands are taken; if not, they are to be shed. */
    boolean hasRoom(int commands) {
        return inFlight + commands <= inFlightMax;
    }

    boolean isIdle() {
        return inFlight == 0;
    }

    /** Takes a command; its answer comes on this event loop, always. */
    void submit(C command, Consumer<A> answer) {
        inFlight++;
        queue.addLast(new Waiting<>(command, answer, true));
        if (!busy) {
            busy = true;
            vertx.runOnContext(turnIsOver -> next());
        }
    }

    private void next() {
        if (queue.isEmpty()) {
            busy = false;
        } else if (known) {
            send();
        } else {
            ensureDomain();
        }
    }

    private void ensureDomain() {
        vertx.eventBus()
                .<ManagementAnswer>request(
                        Addresses.REGISTRY,
                        new Management.EnsureDomain(domain, kind.createsDomain()),
                        BusCodec.local(REPLY_TIMEOUT_MS))
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
        List<Waiting<C, A>> batch = new ArrayList<>(Math.min(queue.size(), batchMax));
        while (batch.size() < batchMax && !queue.isEmpty()) {
            batch.add(queue.removeFirst());
        }
        List<C> commands = batch.stream().map(Waiting::command).toList();
        vertx.eventBus()
                .<BusMessage>request(
                        kind.address(domain),
                        kind.pack(commands, System.currentTimeMillis() + REPLY_TIMEOUT_MS),
                        BusCodec.local(REPLY_TIMEOUT_MS))
                .onComplete(reply -> {
                    if (reply.succeeded()) {
                        deliver(batch, kind.unpack(reply.result().body()));
                    } else {
                        failed(batch, reply.cause());
                    }
                    next();
                });
    }

    private void deliver(List<Waiting<C, A>> batch, List<A> answers) {
        for (int i = 0; i < batch.size(); i++) {
            answer(batch.get(i), answers.get(i));
        }
    }

    /** A domain that is not there may have been removed, or not be back yet: ask the registry once more, then give up. */
    private void failed(List<Waiting<C, A>> batch, Throwable cause) {
        boolean gone = cause instanceof ReplyException failure && failure.failureType() == ReplyFailure.NO_HANDLERS;
        known = known && !gone;
        for (int i = batch.size() - 1; i >= 0; i--) {
            Waiting<C, A> waiting = batch.get(i);
            if (gone && waiting.mayRetry()) {
                queue.addFirst(new Waiting<>(waiting.command(), waiting.answer(), false));
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
        inFlight--;
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

    private record Waiting<C, A>(C command, Consumer<A> answer, boolean mayRetry) {}

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
