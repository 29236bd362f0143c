package dev.leverframe.durability;

import dev.leverframe.testing.ForkedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One service with one durability, in a process of its own, and what was measured of it. */
final class Subject implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g");

    final String durability;
    private final List<Reading> readings = new ArrayList<>();
    private final Path data;
    private final ForkedService service;
    private int runs;

    /**
     * One round.
     *
     * @param cpuMicros of the service for one request
     */
    record Reading(double perSecond, double cpuMicros, double p50, double p99) {}

    Subject(Path jar, Path dir, String durability) throws IOException {
        this.durability = durability;
        this.data = Files.createDirectory(dir.resolve(durability));
        service = ForkedService.startJar(jar, OPTIONS, data, Map.of("LEVERFRAME_DURABILITY", durability));
        service.manage("PUT", "/v1/domains/bench", "{\"arms\": [\"modelA\", \"modelB\", \"modelC\"]}")
                .expect(201);
    }

    void warmUp(String job, int seconds) {
        drive(job, seconds);
        readings.clear();
    }

    void measure(String job, int seconds) {
        readings.add(drive(job, seconds));
    }

    private Reading drive(String job, int seconds) {
        Duration before = cpu();
        Wrk.Run run = Wrk.drive(service.dataPort(), job, job + runs++, seconds);
        double cpuMicros = cpu().minus(before).toNanos() / 1e3 / run.requests();
        return new Reading(run.perSecond(), cpuMicros, run.p50(), run.p99());
    }

    private Duration cpu() {
        return service.process().info().totalCpuDuration().orElseThrow();
    }

    List<Reading> readings() {
        return List.copyOf(readings);
    }

    /** Leaves no files behind: they are of some gigabytes. */
    @Override
    public void close() {
        service.close();
        try {
            Directory.deleteAll(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
