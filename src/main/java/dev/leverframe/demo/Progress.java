package dev.leverframe.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a replay is. Thread-safe. */
interface Progress extends AutoCloseable {
    /** One more step is done. */
    void step();

    @Override
    void close();

    /** Whether somebody sits at a terminal. */
    // JDK 22 to 24 hand out a console without a terminal too; there the bar is drawn plainly, and nothing is lost.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isWatched() {
        return System.console() != null;
    }

    /** A bar where somebody watches at a terminal, else a line every tenth of the way. */
    static Progress of(String task, int steps, PrintWriter out) {
        return isWatched() ? new Bar(task, steps) : new Lines(task, steps, out);
    }

    /** A line every 10 %. */
    final class Lines implements Progress {
        private static final int LINES = 10;

        private final String task;
        private final int steps;
        private final PrintWriter out;
        private final AtomicInteger done = new AtomicInteger();

        Lines(String task, int steps, PrintWriter out) {
            this.task = task;
            this.steps = steps;
            this.out = out;
        }

        @Override
        public void step() {
            int now = done.incrementAndGet();
            long tenths = (long) now * LINES / steps;
            if (tenths > (now - 1L) * LINES / steps) {
                out.printf(Locale.ROOT, "%-7s %3d %%  %,d of %,d%n", task, tenths * 100 / LINES, now, steps);
                out.flush();
            }
        }

        @Override
        public void close() {}
    }

    /** A bar with speed and time left, on the error stream. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String task, int steps) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(100)
                    .showSpeed()
                    .build();
        }

        @Override
        public void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
