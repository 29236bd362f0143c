package dev.leverframe.domain;

import dev.leverframe.bus.RequestJson;
import dev.leverframe.config.DomainBody;
import dev.leverframe.config.ExperimentBody;
import dev.leverframe.config.Settings;
import dev.leverframe.load.Bodies;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.Select;
import dev.leverframe.model.SelectAnswer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A domain alone, which remembers as many decisions as it may: each select makes room by ending the oldest one, which matures.
 * The select is the same one over and over, but for its id.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DomainBenchmark {
    private static final Settings SETTINGS = Settings.defaults();
    private static final Limits LIMITS = Limits.DEFAULT;

    @Param({"core", "watched"})
    public String traffic = "";

    private DomainState domain = new DomainState(DomainBody.byDefault("none", SETTINGS), LIMITS, fact -> {});
    private Select select = read(Bodies.NAMED);
    private long count;

    @Setup(Level.Trial)
    public void remember() {
        JsonObject policy = new JsonObject(Bodies.POLICY);
        domain = new DomainState(DomainBody.parse(traffic, policy, SETTINGS), LIMITS, fact -> {});
        domain.changes().flags(new Flags(true, true), 0);
        if (traffic.equals("watched")) {
            JsonObject experiment = new JsonObject(Bodies.EXPERIMENT);
            domain.changes().configure(ExperimentBody.parse("lints", experiment, SETTINGS), 0);
            select = read(Bodies.WITH_VECTOR);
        }
        for (int i = 0; i < LIMITS.pendingMax(); i++) {
            select();
        }
    }

    private static Select read(String body) {
        return RequestJson.select(body.getBytes(StandardCharsets.UTF_8), LIMITS, false, () -> "")
                .get();
    }

    @Benchmark
    public SelectAnswer select() {
        return domain.select(next(), count);
    }

    /** What was learned changes every distribution that the next select asks for. */
    @Benchmark
    public OutcomeAnswer selectAndOutcome() {
        Select next = next();
        domain.select(next, count);
        return domain.record(new Outcome(next.decisionId(), null, null, 0.6, null), count);
    }

    private Select next() {
        String id = "01K5M3Z9V7T5X8K2" + (1_000_000_000 + count++);
        return new Select(id, select.candidates(), select.context(), select.key(), null, false);
    }
}
