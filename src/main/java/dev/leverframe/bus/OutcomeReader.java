package dev.leverframe.bus;

import com.fasterxml.jackson.core.JsonParser;
import dev.leverframe.model.Names;
import dev.leverframe.model.Outcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads an outcome from JSON, streaming: parsed and validated in one pass. */
final class OutcomeReader {
    private static final String KNOWN = "decision_id, arm, outcome_id, reward, latency_ms, cost_usd, quality, failed";

    private final FieldReader fields;
    private @Nullable String decisionId;
    private @Nullable String arm;
    private @Nullable String outcomeId;
    private @Nullable Double reward;
    private @Nullable Double latencyMs;
    private @Nullable Double costUsd;
    private @Nullable Double quality;
    private @Nullable Boolean failed;

    private OutcomeReader(JsonParser parser, String prefix) {
        this.fields = new FieldReader(parser, prefix);
    }

    /**
     * Reads the object that the parser stands on, to its end.
     *
     * @param prefix JSON pointer of the object in the body
     */
    static Parsed<Outcome> read(JsonParser parser, String prefix) throws IOException {
        OutcomeReader reader = new OutcomeReader(parser, prefix);
        reader.readFields();
        return reader.fields.result(reader::build);
    }

    private Outcome build() {
        Outcome.Components components =
                hasComponents() ? new Outcome.Components(latencyMs, costUsd, quality, failed) : null;
        return new Outcome(decisionId, arm, outcomeId, reward, components);
    }

    private boolean hasComponents() {
        return latencyMs != null || costUsd != null || quality != null || failed != null;
    }

    private void readFields() throws IOException {
        if (!fields.object("")) {
            return;
        }
        for (String field = fields.next(); field != null; field = fields.next()) {
            readField(field);
        }
        checkWhole();
    }

    private void readField(String field) throws IOException {
        switch (field) {
            case "decision_id" -> decisionId = fields.text(field, Names::decisionIdProblem);
            case "arm" -> arm = fields.text(field, Names::armProblem);
            case "outcome_id" -> outcomeId = fields.text(field, Names::outcomeIdProblem);
            case "reward" -> reward = fields.number(field, 0, 1, "from 0 to 1");
            case "latency_ms" -> latencyMs = fields.number(field, 0, Double.MAX_VALUE, "0 or more, and finite (ms)");
            case "cost_usd" ->
                costUsd = fields.number(field, 0, Double.MAX_VALUE, "0 or more, and finite (US dollars)");
            case "quality" -> quality = fields.number(field, 0, 1, "from 0 to 1");
            case "failed" -> failed = fields.bool(field);
            default -> fields.unknown(field, KNOWN);
        }
    }

    private void checkWhole() throws IOException {
        if (fields.refusal() != null) {
            return;
        }
        if ((decisionId == null) == (arm == null)) {
            fields.fail("decision_id", "send decision_id, or arm where there was no decision, and not both");
        } else if (reward != null && hasComponents()) {
            fields.fail("reward", "send either reward or its components, not both");
        } else if (reward == null && !hasComponents()) {
            fields.fail("reward", "send reward, or at least one of latency_ms, cost_usd, quality, failed");
        }
    }
}
