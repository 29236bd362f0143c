package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.journal.Damage;
import dev.leverframe.journal.StreamId;
import dev.leverframe.testing.ForkedService;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service makes of files that the disk, or somebody, damaged while it was down. */
@Timeout(300)
class DamagedServiceTest {
    private static final List<String> DOMAINS = List.of("left", "right");
    private static final int DECISIONS = 200;

    @TempDir
    Path data;

    @Test
    void aDamagedSnapshotCostsALongerReplayAndNothingElse() {
        Map<String, JsonObject> before = liveTwice();
        Damage.cutNewestSnapshot(data, new StreamId("left", 1));
        try (ForkedService service = start()) {
            DOMAINS.forEach(
                    domain -> assertThat(service.stats(domain)).as(domain).isEqualTo(before.get(domain)));
            assertThat(service.log())
                    .filteredOn(line -> line.contains(" ERROR "))
                    .hasSize(1)
                    .allMatch(
                            line -> line.contains("a snapshot cannot be used, the one before it is tried domain=left"));
            assertThat(metrics(service))
                    .contains("leverframe_journal_unusable_snapshots_total 1.0")
                    .contains("leverframe_journal_unrecovered_domains_total 0.0");
            live(service, "left", "third");
        }
    }

    @Test
    void aDomainThatCannotBeRecoveredStopsNoOther() {
        Map<String, JsonObject> before = liveTwice();
        Damage.ruin(data, new StreamId("left", 1));
        try (ForkedService service = start()) {
            assertThat(service.stats("right")).isEqualTo(before.get("right"));
            live(service, "right", "third");
            assertThat(service.post("/v1/domains/left/select", "{}")
                            .expect(503)
                            .json()
                            .getString("detail"))
                    .contains("could not be recovered");
            service.get("/v1/stats").expect(200);
            assertThat(service.log())
                    .anyMatch(line -> line.contains(" ERROR ")
                            && line.contains("a domain cannot be recovered and is not served")
                            && line.contains("domain=left"));
            assertThat(metrics(service)).contains("leverframe_journal_unrecovered_domains_total 1.0");
            service.manage("DELETE", "/v1/domains/left", null).expect(204);
            service.manage("PUT", "/v1/domains/left", "{\"arms\": [\"a\", \"b\"]}")
                    .expect(201);
            live(service, "left", "anew");
        }
    }

    /** The order of the log is that of the acknowledgements, so what is left of a domain is a beginning. */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "flip"})
    void aDamagedLogLeavesABeginningOfEveryDomain(String how) throws IOException {
        try (ForkedService service = start()) {
            configure(service);
            for (String domain : DOMAINS) {
                live(service, domain, "only");
            }
            service.kill();
        }
        if (how.equals("cut")) {
            Damage.cutLog(data, 0.7);
        } else {
            Damage.flipLog(data, 0.7);
        }
        try (ForkedService service = start()) {
            assertThat(acknowledged(service, "left"))
                    .as("acknowledged before the damage")
                    .isPositive();
            assertThat(acknowledged(service, "right")).isLessThan(DECISIONS);
            // A log that just ends is how every crash leaves it; that cannot be told from a cut.
            assertThat(service.log().stream().anyMatch(line -> line.contains("the journal is damaged")))
                    .isEqualTo(how.equals("flip"));
            DOMAINS.forEach(domain -> live(service, domain, "again"));
        }
    }

    /** How many of the outcomes are known: the first ones, or none would be a beginning. */
    private static int acknowledged(ForkedService service, String domain) {
        List<String> found = service.outcomes(domain, outcomes("only"));
        int known = (int) found.stream().filter("duplicate"::equals).count();
        assertThat(found.subList(0, known)).containsOnly("duplicate");
        return known;
    }

    /** Two lives that each end with a snapshot; the figures of the second. */
    private Map<String, JsonObject> liveTwice() {
        try (ForkedService service = start()) {
            configure(service);
            DOMAINS.forEach(domain -> live(service, domain, "first"));
            service.stop();
        }
        try (ForkedService service = start()) {
            DOMAINS.forEach(domain -> live(service, domain, "second"));
            Map<String, JsonObject> figures = Map.of("left", service.stats("left"), "right", service.stats("right"));
            service.stop();
            return figures;
        }
    }

    private static void configure(ForkedService service) {
        for (String domain : DOMAINS) {
            service.manage("PUT", "/v1/domains/" + domain, "{\"arms\": [\"a\", \"b\"]}")
                    .expect(201);
        }
    }

    private static void live(ForkedService service, String domain, String life) {
        for (JsonObject outcome : outcomes(life)) {
            String id = outcome.getString("decision_id");
            service.post("/v1/domains/" + domain + "/select", "{\"decision_id\": \"" + id + "\"}")
                    .expect(200);
            service.post("/v1/domains/" + domain + "/outcomes", outcome.encode())
                    .expect(200);
        }
    }

    private static List<JsonObject> outcomes(String life) {
        List<JsonObject> outcomes = new ArrayList<>();
        IntStream.range(0, DECISIONS)
                .forEach(i -> outcomes.add(
                        new JsonObject().put("decision_id", life + "-" + i).put("reward", i % 5 / 4.0)));
        return outcomes;
    }

    private static String metrics(ForkedService service) {
        return service.get("/metrics").expect(200).body();
    }

    private ForkedService start() {
        return ForkedService.start(data, Map.of("LEVERFRAME_JOURNAL_SNAPSHOT_INTERVAL_S", "3600"));
    }
}
