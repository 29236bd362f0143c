package dev.leverframe.stats;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** What the process says of itself: whether it is ready, and how its virtual machine does. */
final class ProcessMeters implements AutoCloseable {
    private final JvmGcMetrics pauses = new JvmGcMetrics();

    ProcessMeters(MeterRegistry registry, Readiness readiness) {
        Gauge.builder("leverframe.ready", readiness, now -> now.isReady() ? 1 : 0)
                .description("1 from the end of the start until the process is told to stop")
                .register(registry);
        pauses.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Stops to listen for pauses, which the virtual machine would otherwise report for as long as it lives. */
    @Override
    public void close() {
        pauses.close();
    }
}
