package dev.leverframe.bandit;

import io.vertx.core.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Works through batches turn by turn, so that whoever shares the event loop, other domains and the connections of any, waits
 * for one turn and not for a whole batch. What comes for the same domain meanwhile is done between two turns: a select need not
 * wait for hundreds of outcomes.
 */
final class Turns {
    /** Between two looks at the clock, commands. */
    private static final int STRIDE = 4;

    private final Context context;
    private final long turnNanos;
    private final InstantSource clock;

    /** @param turnNanos length of a turn, ns; a command that takes longer is not interrupted */
    Turns(Context context, long turnNanos, InstantSource clock) {
        this.context = context;
        this.turnNanos = turnNanos;
        this.clock = clock;
    }

    /**
     * @param pause told of the end of each turn but the last
     * @param done gets one answer a command, in their order
     */
    <C, A> void work(List<C> commands, Command<? super C, A> each, Runnable pause, Consumer<List<A>> done) {
        turn(commands, new ArrayList<>(commands.size()), each, pause, done);
    }

    private <C, A> void turn(
            List<C> commands, List<A> answers, Command<? super C, A> each, Runnable pause, Consumer<List<A>> done) {
        long until = System.nanoTime() + turnNanos;
        long nowMs = clock.millis();
        for (int i = answers.size(); i < commands.size(); i++) {
            answers.add(each.apply(commands.get(i), nowMs));
            if (i % STRIDE == STRIDE - 1 && i + 1 < commands.size() && System.nanoTime() - until > 0) {
                pause.run();
                context.runOnContext(next -> turn(commands, answers, each, pause, done));
                return;
            }
        }
        done.accept(answers);
    }

    /** What is done with a command at a time, ms since the epoch; throws nothing. */
    interface Command<C, A> {
        A apply(C command, long nowMs);
    }
}
