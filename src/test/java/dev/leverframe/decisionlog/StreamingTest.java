package dev.leverframe.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.journal.JournalReader.Walk;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The log is never held, however long it is. */
class StreamingTest {
    private static final long FACTS = 600_000;

    @Test
    void walkAheadGoesNoFurtherThanItHasTo() {
        EndlessLog log = new EndlessLog(FACTS, true);
        long furthest = 0;
        long rows = 0;
        try (Walk<LogRow> walk = new DecisionLog(log).rows(LogQuery.ALL)) {
            // Half of them have their outcome at once; the others make it read on, to the bound.
            while (walk.hasNext()) {
                walk.next();
                rows++;
                furthest = Math.max(furthest, log.walks.get(1).read - log.walks.get(0).read);
            }
        }
        assertThat(rows).isEqualTo(FACTS / 3 * 2);
        assertThat(furthest).isBetween(1L, (long) OutcomeScout.AHEAD_MAX);
        assertThat(log.openWalks()).isZero();
    }

    @Test
    void decisionsThatAreNeverAnsweredAreNotHeldBeyondTheBound() {
        EndlessLog log = new EndlessLog(FACTS, false);
        OutcomeScout scout = new OutcomeScout(log, EndlessLog.STREAM, LogQuery.ALL);
        for (long sequence = 1; sequence <= FACTS; sequence++) {
            assertThat(scout.of(sequence, "d-" + sequence)).isEmpty();
            assertThat(scout.held()).isLessThanOrEqualTo(OutcomeScout.AHEAD_MAX);
        }
        scout.close();
    }

    @Test
    void linesComeInPiecesOfWholeLines() {
        int rows = 0;
        try (JsonLines<LogRow> lines = JsonLines.of(new DecisionLog(new EndlessLog(3_000, true)).rows(LogQuery.ALL))) {
            for (byte[] piece = lines.next(4_096); piece != null; piece = lines.next(4_096)) {
                String text = new String(piece, StandardCharsets.UTF_8);
                assertThat(text).startsWith("{").endsWith("}\n");
                assertThat(piece.length).isBetween(1, 2 * 4_096);
                rows += (int) text.lines().count();
            }
        }
        assertThat(rows).isEqualTo(2_000);
    }
}
