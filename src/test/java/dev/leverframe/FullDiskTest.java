package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leverframe.testing.ForkedService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes no byte more, for real: the kernel refuses every write to a file with EFBIG, by a limit that needs no
 * privilege and is lifted again while the process runs.
 */
@Timeout(120)
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final List<JsonObject> acknowledged = new ArrayList<>();

    @Test
    void decisionsGoOnAndOutcomesAreRefusedUntilThereIsRoomAgain() throws Exception {
        try (ForkedService service = ForkedService.start(data, Map.of())) {
            service.manage("PUT", "/v1/domains/routing", "{\"arms\": [\"a\", \"b\"]}")
                    .expect(201);
            for (int i = 0; i < 50; i++) {
                assertThat(report(service, "before-" + i).status()).isEqualTo(200);
            }
            limit(service, "0");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> report(service, "full").status() == 503);
            assertRefuses(service);
            limit(service, "unlimited");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> report(service, "again").status() == 200);
            Awaitility.await().atMost(PATIENCE).until(() -> metrics(service).contains("leverframe_journal_failed 0.0"));
            for (int i = 0; i < 50; i++) {
                assertThat(report(service, "after-" + i).status()).isEqualTo(200);
            }
            service.kill();
        }
        try (ForkedService service = ForkedService.start(data, Map.of())) {
            assertThat(service.outcomes("routing", acknowledged)).containsOnly("duplicate");
        }
    }

    private void assertRefuses(ForkedService service) {
        for (int i = 0; i < 20; i++) {
            Answer refused = report(service, "refused-" + i);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(refused.json().getString("code")).isEqualTo("not_durable");
            assertThat(refused.json().getString("detail")).contains("the disk of");
        }
        Answer ready = service.get("/health/ready").expect(200);
        JsonObject journal = ready.json().getJsonArray("checks").getJsonObject(1);
        assertThat(journal.getString("id")).isEqualTo("journal");
        assertThat(journal.getString("status")).isEqualTo("DOWN");
        assertThat(journal.getString("detail")).contains("the disk of");
        assertThat(metrics(service)).contains("leverframe_journal_failed 1.0");
    }

    /** An outcome of a decision that has to be made in any case. */
    private Answer report(ForkedService service, String id) {
        service.post("/v1/domains/routing/select", "{\"decision_id\": \"" + id + "\"}")
                .expect(200);
        JsonObject outcome = new JsonObject().put("decision_id", id).put("reward", 0.5);
        Answer answer = service.post("/v1/domains/routing/outcomes", outcome.encode());
        if (answer.status() == 200) {
            acknowledged.add(outcome);
        }
        return answer;
    }

    private static String metrics(ForkedService service) {
        return service.get("/metrics").expect(200).body();
    }

    /** Sets how long a file of the process may become, bytes; what is longer already cannot be written to. */
    private static void limit(ForkedService service, String bytes) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "prlimit",
                            "--pid",
                            Long.toString(service.process().pid()),
                            "--fsize=" + bytes + ":unlimited")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no prlimit here");
            throw e;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "a limit may not be set here: " + said);
    }
}
