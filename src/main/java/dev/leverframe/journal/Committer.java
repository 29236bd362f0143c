package dev.leverframe.journal;

import dev.leverframe.journal.Command.Append;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Everything that waits when it looks is one commit, so commits grow by themselves with the load
 * (group commit: DeWitt et al., "Implementation Techniques for Main Memory Database Systems", 1984) and nothing waits for a
 * timer that somebody waits for.
 */
final class Committer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    /** Between two slices of truncation: they take at most a tenth of the thread. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Handover handover;
    private final JournalWriter writer;
    private final Health health;
    private final Housekeeping housekeeping;
    private final Meter meter;
    private final long tickNanos;
    private final GroupCommit group = new GroupCommit();
    private final List<StreamId> retiring = new ArrayList<>();
    private boolean stopped;

    Committer(
            Handover handover,
            JournalWriter writer,
            Health health,
            Housekeeping housekeeping,
            Meter meter,
            Duration tick) {
        this.handover = handover;
        this.writer = writer;
        this.health = health;
        this.housekeeping = housekeeping;
        this.meter = meter;
        this.tickNanos = tick.toNanos();
    }

    @Override
    public void run() {
        boolean more = false;
        while (!stopped) {
            handover.rest(health.isDown() ? health.nanosToRetry() : more ? SLICE_NANOS : tickNanos);
            more = round();
        }
        handover.close();
        finish();
    }

    /** @return whether there is housekeeping left to do */
    private boolean round() {
        try {
            health.recover();
            drain();
            retire();
            return !health.isDown() && housekeeping.slice();
        } catch (RuntimeException | Error e) {
            failed(e);
            return false;
        }
    }

    private void drain() {
        for (Command command = handover.poll(); command != null; command = handover.poll()) {
            if (command instanceof Append append) {
                gather(append);
            } else {
                commit();
                obey(command);
            }
        }
        commit();
    }

    private void gather(Append append) {
        if (health.mayWrite(append.stream().progress())) {
            group.add(append);
        } else {
            handover.lose(append, health.why());
        }
        if (group.isFull()) {
            commit();
        }
    }

    private void commit() {
        if (group.isEmpty()) {
            return;
        }
        try {
            if (write()) {
                group.keep();
            }
            if (group.hasDefects()) {
                health.lostOfSome(GroupCommit.DEFECT);
            }
        } finally {
            group.clear();
        }
    }

    /** Whoever is told of its facts may count on it that they no longer wait. */
    private boolean write() {
        try {
            writer.commit(group);
            handover.settled(group.count(), group.bytes());
            return true;
        } catch (RuntimeException | Error e) {
            handover.settled(group.count(), group.bytes());
            failed(e);
            return false;
        }
    }

    /** What was gathered is lost with it. */
    private void failed(Throwable cause) {
        health.failed(cause);
        meter.lost(group.count());
        group.lose(health.why());
    }

    private void obey(Command command) {
        if (command instanceof Command.Open open) {
            health.opened(open.stream().progress());
        } else if (command instanceof Command.Close close) {
            health.closed(close.stream().progress());
        } else if (command instanceof Command.Overrun overrun) {
            health.overrun(overrun.stream().progress());
        } else if (command instanceof Command.Rebase rebase) {
            health.told(rebase.stream().progress(), rebase.whole());
        } else if (command instanceof Command.Keep keep) {
            snapshot(keep);
        } else if (command instanceof Command.Retire retire) {
            retiring.add(retire.stream());
        } else if (command instanceof Command.Stop) {
            stopped = true;
        }
    }

    private void retire() {
        while (!health.isDown() && !retiring.isEmpty()) {
            writer.retire(retiring.get(0));
            retiring.remove(0);
        }
    }

    private void snapshot(Command.Keep keep) {
        Progress progress = keep.stream().progress();
        if (health.mayWrite(progress)) {
            writer.snapshot(progress, keep.sequence(), keep.remembersFrom(), keep.state());
        }
    }

    private void finish() {
        try {
            if (!health.isDown()) {
                writer.finish();
            }
        } catch (RuntimeException e) {
            LOG.error("the journal could not be finished", e);
        } finally {
            housekeeping.close();
        }
    }
}
