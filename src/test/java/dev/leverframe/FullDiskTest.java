package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leverframe.testing.ForkedService;
import dev.leverframe.testing.RunningService.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
 * A disk that takes no byte more, for real. Either the kernel refuses every write to a file with EFBIG, by a limit that needs
 * no privilege and is lifted again while the process runs; or a small file system of the service's own is full (ENOSPC),
 * where a user may mount one.
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
            assertRefusesMeanwhile(service, () -> limit(service, "0"), () -> limit(service, "unlimited"));
            service.kill();
        }
        try (ForkedService service = ForkedService.start(data, Map.of())) {
            assertThat(service.outcomes("routing", acknowledged)).containsOnly("duplicate");
        }
    }

    @Test
    void aFullFileSystemIsToldAndGotOver() throws Exception {
        List<String> mounted = List.of(
                "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=64m tmpfs '" + data + "' && exec \"$@\"", "sh");
        assumeTrue(runs(mounted), "no file system may be mounted here");
        try (ForkedService service = ForkedService.start(mounted, List.of("-XX:+UseSerialGC"), data, Map.of())) {
            // The file system is in the namespace of the service alone, and goes with it.
            Path filler = Path.of("/proc/" + service.process().pid() + "/root" + data, "filler");
            assertRefusesMeanwhile(service, () -> fill(filler), () -> Files.delete(filler));
            assertThat(service.log()).anyMatch(line -> line.contains("No space left on device"));
            assertThat(service.outcomes("routing", acknowledged)).containsOnly("duplicate");
        }
    }

    private static boolean runs(List<String> before) throws InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes the last byte. */
    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    private void assertRefusesMeanwhile(ForkedService service, Step full, Step roomAgain) throws Exception {
        service.manage("PUT", "/v1/domains/routing", "{\"arms\": [\"a\", \"b\"]}")
                .expect(201);
        for (int i = 0; i < 50; i++) {
            assertThat(report(service, "before-" + i).status()).isEqualTo(200);
        }
        full.run();
        Awaitility.await().atMost(PATIENCE).until(() -> report(service, "full").status() == 503);
        assertRefuses(service);
        roomAgain.run();
        Awaitility.await().atMost(PATIENCE).until(() -> report(service, "again").status() == 200);
        Awaitility.await().atMost(PATIENCE).until(() -> metrics(service).contains("leverframe_journal_failed 0.0"));
        for (int i = 0; i < 50; i++) {
            assertThat(report(service, "after-" + i).status()).isEqualTo(200);
        }
    }

    /** What is done to the disk. */
    private interface Step {
        void run() throws Exception;
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
