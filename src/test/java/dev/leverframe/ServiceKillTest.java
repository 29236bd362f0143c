package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.ForkedService;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGKILL under load, at moments that nobody chose: nothing acknowledged is lost, nothing is counted twice, and nothing else is
 * there; the same decision id gives the same decision. {@code make soak} kills more often.
 */
@Timeout(1800)
class ServiceKillTest {
    private static final int KILLS = Integer.getInteger("leverframe.kills", 4);
    private static final int SENDERS = Integer.getInteger("leverframe.senders", 4);
    private static final long LIFE_MIN_MS = 150;
    private static final long LIFE_MAX_MS = Long.getLong("leverframe.life_ms", 1000);

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"process", "disk"})
    void whatWasAcknowledgedIsThereOnce(String durability) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(durability.hashCode());
        Acknowledged acknowledged = new Acknowledged();
        try (ForkedService service = start(durability)) {
            service.manage("PUT", "/v1/domains/" + Acknowledged.DOMAIN, "{\"arms\": [\"a\", \"b\"]}")
                    .expect(201);
            live(service, acknowledged, "0", random);
        }
        for (int kill = 1; kill < KILLS; kill++) {
            try (ForkedService service = start(durability)) {
                acknowledged.verify(service);
                live(service, acknowledged, Integer.toString(kill), random);
            }
        }
        try (ForkedService service = start(durability)) {
            acknowledged.verify(service);
        }
        assertThat(acknowledged.outcomes()).isGreaterThan(10L * KILLS);
    }

    private static void live(ForkedService service, Acknowledged acknowledged, String life, SplittableRandom random)
            throws InterruptedException {
        CrashLoad load = new CrashLoad(service, acknowledged, life, SENDERS, random);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(LIFE_MIN_MS, LIFE_MAX_MS)));
        service.kill();
        try {
            load.join();
        } catch (AssertionError refused) {
            String said = String.join("\n", service.log());
            throw new AssertionError(refused.getMessage() + ", which said\n" + said, refused.getCause());
        }
        assertThat(service.log()).as("log of life %s", life).noneMatch(line -> line.contains(" ERROR "));
    }

    /** Snapshots are taken every second, so that kills fall into them too. */
    private ForkedService start(String durability) {
        return ForkedService.start(
                data, Map.of("LEVERFRAME_DURABILITY", durability, "LEVERFRAME_JOURNAL_SNAPSHOT_INTERVAL_S", "1"));
    }
}
