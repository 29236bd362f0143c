package dev.leverframe.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Change;
import dev.leverframe.testing.MemoryJournal;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages of the audit log, and its lines. */
class AuditLogTest {
    private final MemoryJournal journal = new MemoryJournal();
    private final AuditLog log = new AuditLog(journal);

    private void change(long atMs, @Nullable String domain) {
        journal.change(new Change(
                atMs,
                "alice",
                domain,
                domain == null ? Change.Action.FLAG_CHANGED : Change.Action.DOMAIN_CHANGED,
                "subject",
                "{\"a\":1}",
                null,
                "why"));
    }

    @Test
    void pagesLeadFromTheNewestToTheOldest() {
        for (int i = 0; i < 7; i++) {
            change(1_000, "analysis"); // all in one millisecond: the number tells them apart
        }
        List<Long> seen = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            AuditLog.Page page = log.newest(LogQuery.ALL, before, 3);
            page.lines().forEach(line -> seen.add(line.number()));
            before = page.next();
        }
        assertThat(seen).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(journal.openWalks()).isZero();
    }

    @Test
    void domainAndTimeNarrowAndNumbersStay() {
        change(1_000, "analysis");
        change(2_000, null);
        change(3_000, "other");
        change(4_000, "analysis");
        assertThat(log.newest(LogQuery.of("analysis"), Long.MAX_VALUE, 10).lines())
                .extracting(AuditLine::number)
                .containsExactly(4L, 1L);
        assertThat(log.newest(new LogQuery(null, 2_000, 4_000), Long.MAX_VALUE, 10)
                        .lines())
                .extracting(AuditLine::number)
                .containsExactly(3L, 2L);
    }

    @Test
    void lineSaysWhoWhatWhenFromToAndWhy() {
        change(1_795_425_300_250L, "analysis");
        try (JsonLines<AuditLine> lines = JsonLines.ofAudit(log.lines(LogQuery.ALL))) {
            assertThat(new JsonObject(new String(lines.next(1), StandardCharsets.UTF_8)))
                    .isEqualTo(new JsonObject("""
                    {"number": 1, "at": "2026-11-23T09:15:00.250Z", "actor": "alice", "domain": "analysis",
                     "action": "domain_changed", "subject": "subject", "from": {"a": 1}, "to": null,
                     "reason": "why"}"""));
            assertThat(lines.next(1)).isNull();
        }
    }
}
