package dev.leverframe.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.RunningService;
import dev.leverframe.testing.RunningService.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selects that meet a DELETE of their domain are decided by it or by the one that comes after it. */
@Timeout(120)
class DeletedDomainTest {
    private static final int DELETIONS = 20;
    private static final int CALLERS = 8;
    private static final String SELECT = "{\"candidates\": [\"a\", \"b\"]}";

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"none", "process"})
    void everySelectIsDecidedWhileItsDomainComesAndGoes(String durability) throws Exception {
        try (RunningService service = RunningService.start(
                Map.of("LEVERFRAME_DURABILITY", durability, "LEVERFRAME_DATA_DIR", data.toString()))) {
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            List<Future<Set<String>>> seen = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                seen.add(callers.submit(() -> selects(service, over)));
            }
            for (int i = 0; i < DELETIONS; i++) {
                service.select("racy", SELECT);
                int status = service.manage("DELETE", "/v1/domains/racy", null, Map.of())
                        .status();
                assertThat(status).isEqualTo(204);
            }
            over.set(true);
            for (Future<Set<String>> refused : seen) {
                assertThat(refused.get()).isEmpty();
            }
            callers.shutdown();
        }
    }

    private static Set<String> selects(RunningService service, AtomicBoolean over) {
        Set<String> refused = new HashSet<>();
        while (!over.get()) {
            Answer answer = service.post("/v1/domains/racy/select", SELECT);
            if (answer.status() != 200) {
                refused.add(answer.body());
            }
        }
        return refused;
    }
}
