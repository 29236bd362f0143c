package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.testing.ForkedService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service under steady load needs no more of anything at the end than in the middle. {@code make soak-steady} takes an hour
 * for it. What is remembered, and what the journal keeps, is bounded tightly here, so that everything that may fill is full
 * before the first sample that counts.
 */
@Timeout(14_400)
class SteadySoakTest {
    private static final long SOAK_S = Long.getLong("leverframe.soak_s", 10);
    private static final int SAMPLES = (int) Math.min(120, Math.max(12, SOAK_S / 10));
    private static final int SENDERS = 4;
    /** Of the heap after a collection: what comes and goes with the moment of the sample. */
    private static final double HEAP_NOISE_MB = 6;

    private static final int FILES_NOISE = 12;
    /** What the store is told to keep open at most. */
    private static final int TABLES_MAX = 256;

    private static final int THREADS_NOISE = 4;

    @TempDir
    Path data;

    @Test
    void neitherHeapNorFilesNorThreadsGrow() throws Exception {
        List<ProcessSample> samples = new ArrayList<>();
        try (ForkedService service = start()) {
            try (SteadyLoad load = new SteadyLoad(service, SENDERS)) {
                for (int i = 0; i < SAMPLES; i++) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SOAK_S) / SAMPLES);
                    samples.add(ProcessSample.of(service.process(), load.answered()));
                    System.out.println(samples.get(i));
                }
            }
            assertThat(service.log()).noneMatch(line -> line.contains(" ERROR "));
        }
        assertThat(growth(samples, ProcessSample::heapMb)).as("MB of heap").isLessThan(HEAP_NOISE_MB);
        assertThat(growth(samples, ProcessSample::files)).as("open files").isLessThan(FILES_NOISE);
        assertThat(samples).allMatch(sample -> sample.tables() <= TABLES_MAX);
        assertThat(growth(samples, ProcessSample::threads)).as("threads").isLessThan(THREADS_NOISE);
    }

    /** From the median of the second quarter to that of the last: the first is for warming up. */
    private static double growth(List<ProcessSample> samples, ToDoubleFunction<ProcessSample> figure) {
        int quarter = samples.size() / 4;
        return median(samples.subList(samples.size() - quarter, samples.size()), figure)
                - median(samples.subList(quarter, 2 * quarter), figure);
    }

    private static double median(List<ProcessSample> samples, ToDoubleFunction<ProcessSample> figure) {
        return samples.stream().mapToDouble(figure).sorted().toArray()[samples.size() / 2];
    }

    private ForkedService start() {
        return ForkedService.start(
                List.of(),
                List.of("-Xmx256m"),
                data,
                Map.of(
                        "ENABLE_EXPERIMENT_HARNESS", "1",
                        "ENABLE_RL_LINTS", "1",
                        "LEVERFRAME_DOMAINS_DECISION_TTL_MS", "1000",
                        "LEVERFRAME_DOMAINS_PENDING_MAX", "5000",
                        "LEVERFRAME_JOURNAL_RETENTION_MB", "16",
                        "LEVERFRAME_JOURNAL_SNAPSHOT_INTERVAL_S", "2"));
    }
}
