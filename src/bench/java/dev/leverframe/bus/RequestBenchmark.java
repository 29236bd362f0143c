package dev.leverframe.bus;

import dev.leverframe.load.Bodies;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Reason;
import dev.leverframe.model.Select;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading what comes over HTTP and writing what goes back, alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestBenchmark {
    private static final String ID = "01K5M3Z9V7T5X8K2M4N6P8Q0R2";

    private final byte[] vector = Bodies.WITH_VECTOR.getBytes(StandardCharsets.UTF_8);
    private final byte[] named = Bodies.NAMED.getBytes(StandardCharsets.UTF_8);
    private final byte[] outcome =
            ("{\"decision_id\": \"" + ID + Bodies.OUTCOME_END).getBytes(StandardCharsets.UTF_8);
    private final Decision decision = new Decision(
            ID, "watched", "sonnet", 0.25, "thompson", Reason.SHADOW, null, "lints", null, Phase.SHADOW, null);

    private final SelectBodies selects = new SelectBodies(Limits.DEFAULT, 1, () -> ID);

    @Benchmark
    public Parsed<Select> readSelectWithVector() {
        return selects.one(vector, false);
    }

    @Benchmark
    public Parsed<Select> readSelectWithNames() {
        return selects.one(named, false);
    }

    /** By the parser that reads what is not plain. */
    @Benchmark
    public Parsed<Select> readAnySelectWithVector() {
        return RequestJson.select(vector, Limits.DEFAULT, false, () -> ID);
    }

    @Benchmark
    public Parsed<Outcome> readOutcome() {
        return RequestJson.outcome(outcome);
    }

    @Benchmark
    public byte[] writeDecision() {
        return AnswerJson.select(decision);
    }
}
