package dev.leverframe.journal;

import dev.leverframe.journal.CommitJournal.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A process that is killed: appends to two streams, by turns a decision that nobody waits for and its outcome, and
 * prints the number of each outcome that was acknowledged. Arguments: directory, {@code process} or {@code disk}.
 */
final class KilledWriter {
    private static final int IN_FLIGHT_MAX = 64;
    /** Past what a pipe takes at once, the parent would have to keep up with what it reads. */
    private static final OutputStream OUT = System.out;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        Options options = Options.PROCESS.withSync(arguments[1].equals("disk"));
        CommitJournal journal = CommitJournal.start(Path.of(arguments[0]), options, InstantSource.system(), "killed");
        StreamId a = new StreamId("a", 1);
        StreamId b = new StreamId("b", 1);
        new Thread(() -> append(journal, a)).start();
        append(journal, b);
    }

    private static void append(CommitJournal journal, StreamId id) {
        long last = ((StoreReader) journal.reader()).last(id);
        JournalStream stream = journal.open(id, last, StreamOwner.NONE);
        Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
        for (long number = last + 1; ; number++) {
            if (number % 2 == 1) {
                stream.append(List.of(Told.decision("d" + (number + 1), number)), Receipt.NOBODY);
            } else {
                inFlight.acquireUninterruptibly();
                stream.append(List.of(Told.outcome(number)), saying(id.domain() + " " + number, inFlight));
            }
            if (number % 500 == 0) {
                stream.snapshot(number, number - 100, Told.state(number));
            }
        }
    }

    private static Receipt saying(String line, Semaphore inFlight) {
        return new Receipt() {
            @Override
            public void kept() {
                say(line + "\n");
                inFlight.release();
            }

            @Override
            public void lost(String why) {
                say("lost " + why + "\n");
            }
        };
    }

    private static void say(String line) {
        try {
            OUT.write(line.getBytes(StandardCharsets.US_ASCII));
            OUT.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
