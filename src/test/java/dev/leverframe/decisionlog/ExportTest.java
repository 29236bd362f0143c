package dev.leverframe.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every column of every format, against facts that are written down. */
class ExportTest {
    static byte[] bytes(Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Export(new DecisionLog(KnownRows.journal()), LogQuery.ALL).write(format, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static List<JsonObject> objects(Format format) {
        return new String(bytes(format), StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    @Test
    void jsonLineOfADecisionHasEveryColumn() {
        JsonObject expected = new JsonObject("""
                {"kind": "decision", "domain": "analysis", "generation": 2, "sequence": 1, "state_version": 0,
                 "at": "2026-11-23T09:15:00.250Z", "decision_id": "d-1", "key": "user-42", "tenant": "acme",
                 "candidates": ["modelA", "modelB"],
                 "context": {"task": "a \\"b\\", c", "tokens": 812.0, "tools": true},
                 "arm": "modelB", "propensity": 0.625, "distribution": {"modelA": 0.375, "modelB": 0.625},
                 "policy": "thompson", "reason": "fallback", "fallback_cause": "flag_off",
                 "experiment": "e", "variant": "lints", "phase": "active",
                 "proposals": [
                   {"experiment": "e", "segment": 3, "phase": "active", "variant": "control", "assigned": false,
                    "share": 0.25, "policy": "thompson", "distribution": {"modelA": 0.5, "modelB": 0.5},
                    "substituted": null},
                   {"experiment": "e", "segment": 3, "phase": "active", "variant": "lints", "assigned": true,
                    "share": 0.75, "policy": "epsilon_greedy", "distribution": {"modelA": 0.375, "modelB": 0.625},
                    "substituted": "flag_off"}],
                 "outcomes": [
                   {"outcome_id": "call-981", "at": "2026-11-23T09:15:01.090Z", "reward": 0.75,
                    "components": {"latency_ms": 840.0, "cost_usd": 0.0021, "quality": null, "failed": false},
                    "missing": ["quality"]}],
                 "reward": 0.75}""");
        assertThat(objects(Format.JSONL).get(0)).isEqualTo(expected);
    }

    @Test
    void jsonLinesOfTheOtherKindsSayWhatTheyAre() {
        List<JsonObject> rows = objects(Format.JSONL);
        assertThat(rows)
                .extracting(row -> row.getString("kind"))
                .containsExactly("decision", "decision", "unattributed", "gap", "decision");
        assertThat(rows.get(1).getValue("reward")).isNull();
        assertThat(rows.get(1).fieldNames()).isEqualTo(rows.get(0).fieldNames());
        assertThat(rows.get(2)).isEqualTo(new JsonObject("""
                {"kind": "unattributed", "domain": "analysis", "generation": 2, "sequence": 4, "state_version": 3,
                 "at": "2026-11-23T09:15:01.150Z", "arm": "modelA",
                 "outcomes": [{"outcome_id": null, "at": "2026-11-23T09:15:01.150Z", "reward": 0.5,
                               "components": null, "missing": []}],
                 "reward": 0.5}"""));
        assertThat(rows.get(3)).isEqualTo(new JsonObject("""
                {"kind": "gap", "domain": "analysis", "generation": 2, "sequence": 5, "state_version": 4,
                 "at": "2026-11-23T09:15:00.260Z", "missing": 1}"""));
        assertThat(rows.get(4).getJsonObject("context")).isEqualTo(new JsonObject("{\"vector\": [0.25, -1.5]}"));
    }

    @Test
    void dsjsonHoldsWhatVowpalWabbitReads() {
        List<JsonObject> lines = objects(Format.DSJSON);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo(new JsonObject("""
                {"_label_cost": -0.75, "_label_probability": 0.625, "_label_Action": 2, "_labelIndex": 1,
                 "o": [{"EventId": "d-1", "v": 0.75}],
                 "Timestamp": "2026-11-23T09:15:00.250Z", "Version": "1", "EventId": "d-1",
                 "a": [2, 1],
                 "c": {"Context": {"task": "a \\"b\\", c", "tokens": 812.0, "tools": true},
                       "_multi": [{"Arm": {"name": "modelA"}}, {"Arm": {"name": "modelB"}}]},
                 "p": [0.625, 0.375]}"""));
        assertThat(lines.get(1).getDouble("_label_cost")).isEqualTo(0.0);
    }

    @Test
    void banditFeedbackHasTheColumnsOfThePipeline() {
        assertThat(new String(bytes(Format.OBP), StandardCharsets.UTF_8))
                .isEqualTo(String.join(
                        "\r\n",
                        "timestamp,action,position,reward,pscore,n_actions,decision_id,arm,pi_b.0,pi_b.1,vector.0,"
                                + "vector.1,context.task,context.tokens,context.tools",
                        "2026-11-23T09:15:00.250Z,1,0,0.75,0.625,2,d-1,modelB,0.375,0.625,,,"
                                + "\"a \"\"b\"\", c\",812.0,1",
                        "2026-11-23T09:15:00.260Z,0,0,0.0,1.0,2,d-3,modelA,1.0,0.0,0.25,-1.5,,,",
                        ""));
    }

    @Test
    void whatAFormatCannotHoldIsCounted() throws IOException {
        Export export = new Export(new DecisionLog(KnownRows.journal()), LogQuery.ALL);
        assertThat(export.write(Format.DSJSON, new ByteArrayOutputStream())).isEqualTo(new Export.Report(2, 3));
        assertThat(export.write(Format.JSONL, new ByteArrayOutputStream())).isEqualTo(new Export.Report(5, 0));
    }

    /** Read by Parquet's own generic reader, which knows no class of ours. */
    @Test
    void parquetHoldsWhatTheJsonLinesDo(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("log.parquet");
        Files.write(file, bytes(Format.PARQUET));
        List<JsonObject> rows = ParquetRows.read(file);
        List<JsonObject> lines = objects(Format.JSONL);
        assertThat(rows).hasSameSizeAs(lines);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).as("row %d", i).isEqualTo(asParquet(lines.get(i)));
        }
    }

    /** Hadoop is not in the runnable jar, though Parquet is. */
    @Test
    @SuppressWarnings("unchecked") // what the isolated class implements is a type of the JDK
    void parquetIsWrittenWithoutHadoop() throws ReflectiveOperationException {
        Class<?> isolated = new WithoutHadoop().loadClass(WithoutHadoop.Export.class.getName());
        Supplier<byte[]> export =
                (Supplier<byte[]>) isolated.getDeclaredConstructor().newInstance();
        assertThat(export.getClass()).isNotEqualTo(WithoutHadoop.Export.class);
        assertThat(new String(export.get(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    }

    /** The same row with its objects as Parquet has them; absent where it is null. */
    private static JsonObject asParquet(JsonObject line) {
        JsonObject row = new JsonObject();
        line.forEach(field -> {
            if (field.getValue() != null && !field.getKey().equals("distribution")) {
                row.put(field.getKey(), field.getValue());
            }
        });
        if (line.getString("kind").equals("decision")) {
            JsonArray candidates = line.getJsonArray("candidates");
            row.put("context", line.getJsonObject("context").encode());
            row.put("distribution", inOrder(candidates, line.getJsonObject("distribution")));
            line.getJsonArray("proposals").stream()
                    .map(JsonObject.class::cast)
                    .forEach(proposal ->
                            proposal.put("distribution", inOrder(candidates, proposal.getJsonObject("distribution"))));
        }
        if (line.getJsonArray("outcomes") != null) {
            line.getJsonArray("outcomes").stream().map(JsonObject.class::cast).forEach(ExportTest::flatten);
        }
        return withoutNulls(row);
    }

    private static JsonArray inOrder(JsonArray candidates, JsonObject distribution) {
        JsonArray ordered = new JsonArray();
        candidates.forEach(arm -> ordered.add(distribution.getDouble((String) arm)));
        return ordered;
    }

    private static void flatten(JsonObject outcome) {
        Object components = outcome.remove("components");
        if (components instanceof JsonObject parts) {
            outcome.mergeIn(parts);
        }
    }

    private static JsonObject withoutNulls(JsonObject object) {
        JsonObject full = new JsonObject();
        object.forEach(field -> {
            if (field.getValue() instanceof JsonArray array) {
                JsonArray cleaned = new JsonArray();
                array.forEach(item -> cleaned.add(item instanceof JsonObject each ? withoutNulls(each) : item));
                full.put(field.getKey(), cleaned);
            } else if (field.getValue() != null) {
                full.put(field.getKey(), field.getValue());
            }
        });
        return full;
    }
}
