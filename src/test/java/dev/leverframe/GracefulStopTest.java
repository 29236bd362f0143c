package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leverframe.testing.ForkedService;
import dev.leverframe.testing.KeptConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGTERM under load on kept connections: whatever was begun is answered, and what got no answer was not begun. The journal is
 * the witness: after the next start it knows exactly the decisions that were answered.
 */
@Timeout(300)
class GracefulStopTest {
    private static final int SENDERS = 16;
    private static final int WARM = 500;
    private static final String DOMAIN = "drained";

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"0", "500"})
    void noRequestIsDroppedThatWasAccepted(String noticeMs) throws InterruptedException {
        try (ForkedService service = start(noticeMs)) {
            service.manage("PUT", "/v1/domains/" + DOMAIN, "{\"arms\": [\"a\", \"b\"]}")
                    .expect(201);
            List<Thread> senders = senders(service.dataPort());
            await().until(() -> answered.size() > WARM);
            service.stop();
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(service.log()).noneMatch(line -> line.contains(" ERROR "));
        }
        assertThat(failures).isEmpty();
        try (ForkedService service = start(noticeMs)) {
            assertThat(service.stats(DOMAIN).getInteger("selects")).isEqualTo(answered.size());
            // The count says it of all; a few are asked for one by one, since there may be thousands.
            for (String id : unanswered.stream().limit(20).toList()) {
                service.get("/v1/decisions/" + id).expect(404);
            }
        }
    }

    private List<Thread> senders(int port) {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            String name = "s" + i + "-";
            Thread sender = new Thread(() -> {
                try {
                    send(port, name);
                } catch (RuntimeException | Error e) {
                    failures.add(e);
                }
            });
            sender.start();
            senders.add(sender);
        }
        return senders;
    }

    /** Until a new connection is refused. */
    private void send(int port, String name) {
        int next = 0;
        while (true) {
            try (KeptConnection connection = new KeptConnection(port)) {
                boolean open = true;
                while (open && !connection.wasLast()) {
                    open = select(connection, name + next++);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private boolean select(KeptConnection connection, String id) {
        Integer status = connection.post("/v1/domains/" + DOMAIN + "/select", "{\"decision_id\": \"" + id + "\"}");
        if (status == null) {
            unanswered.add(id);
            return false;
        }
        assertThat(status).isEqualTo(200);
        answered.add(id);
        return true;
    }

    private ForkedService start(String noticeMs) {
        return ForkedService.start(data, Map.of("LEVERFRAME_SHUTDOWN_NOTICE_MS", noticeMs));
    }
}
