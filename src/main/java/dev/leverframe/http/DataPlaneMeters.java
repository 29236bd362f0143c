package dev.leverframe.http;

import dev.leverframe.model.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What the data plane measures of itself; all its verticles share it. Labels come from closed sets only. */
public final class DataPlaneMeters {
    private static final Duration[] OBJECTIVES = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100)
    };

    private final KindMeters selects;
    private final KindMeters outcomes;
    private final Timer decisions;
    private final Map<Refusal.Code, Counter> refusals = new EnumMap<>(Refusal.Code.class);
    private final Map<Shed, Counter> shed = new EnumMap<>(Shed.class);

    public DataPlaneMeters(MeterRegistry registry) {
        selects = new KindMeters(registry, "select");
        outcomes = new KindMeters(registry, "outcome");
        decisions = Timer.builder("leverframe.decision.duration")
                .description("Time from a select's whole body to its answer")
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry);
        for (Refusal.Code code : Refusal.Code.values()) {
            refusals.put(code, refusals(registry, code));
        }
        for (Shed cause : Shed.values()) {
            shed.put(cause, shed(registry, cause));
        }
    }

    private static Counter refusals(MeterRegistry registry, Refusal.Code code) {
        return Counter.builder("leverframe.refusals")
                .description("Requests and items of batches refused on the data plane, by cause")
                .tag("code", code.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static Counter shed(MeterRegistry registry, Shed cause) {
        return Counter.builder("leverframe.shed")
                .description("Requests refused undone because there was too much, by what was full")
                .tag("cause", cause.word())
                .register(registry);
    }

    /** What watches the lanes of selects that share this room. */
    Lane.Watch selects(Room room) {
        return selects.of(room);
    }

    /** What watches the lanes of outcomes that share this room. */
    Lane.Watch outcomes(Room room) {
        return outcomes.of(room);
    }

    void decided(long nanos) {
        decisions.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused(Refusal refusal) {
        Objects.requireNonNull(refusals.get(refusal.code()), "every code has a counter")
                .increment();
    }

    void shed(Shed cause) {
        Objects.requireNonNull(shed.get(cause), "every cause has a counter").increment();
    }

    /** Of one kind of command. */
    private final class KindMeters implements Lane.Watch {
        private final List<Room> rooms = new CopyOnWriteArrayList<>();
        private final Timer queue;

        KindMeters(MeterRegistry registry, String kind) {
            queue = Timer.builder("leverframe.queue.duration")
                    .description("How long the oldest command of a batch had waited when the batch left")
                    .tag("kind", kind)
                    .register(registry);
            Gauge.builder(
                            "leverframe.in.flight",
                            rooms,
                            all -> all.stream().mapToInt(Room::taken).sum())
                    .description("Commands accepted and not yet answered")
                    .tag("kind", kind)
                    .register(registry);
        }

        Lane.Watch of(Room room) {
            rooms.add(room);
            return this;
        }

        @Override
        public void sent(long waitedNanos) {
            queue.record(waitedNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void late() {
            shed(Shed.LATE);
        }
    }
}
