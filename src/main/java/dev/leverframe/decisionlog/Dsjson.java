package dev.leverframe.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import java.io.IOException;

/**
 * Rows as Vowpal Wabbit's {@code dsjson}. Costs are negated rewards; actions are counted from 1 in the order of the candidates
 * and stand in {@code a} with the served one first, as the format has it, their probabilities likewise in {@code p}.
 */
final class Dsjson {
    /** Namespace of the context. */
    static final String CONTEXT = "Context";

    /** Namespace of an action, and the feature in it that names the arm. */
    static final String ARM = "Arm";

    static final String NAME = "name";

    private Dsjson() {}

    /** Only decisions with a reward: the format has no way to say that an outcome is not known. */
    static boolean write(JsonGenerator json, LogRow row) throws IOException {
        Double reward = row instanceof Decided decided ? decided.reward() : null;
        if (reward == null) {
            return false;
        }
        DecisionMade decision = ((Decided) row).decision();
        json.writeStartObject();
        json.writeNumberField("_label_cost", 0 - reward);
        json.writeNumberField("_label_probability", decision.propensity());
        json.writeNumberField("_label_Action", decision.arm() + 1);
        json.writeNumberField("_labelIndex", decision.arm());
        json.writeArrayFieldStart("o");
        json.writeStartObject();
        json.writeStringField("EventId", decision.decisionId());
        json.writeNumberField("v", reward);
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringField("Timestamp", Times.format(decision.atMs()));
        json.writeStringField("Version", "1");
        json.writeStringField("EventId", decision.decisionId());
        actions(json, decision);
        known(json, decision);
        probabilities(json, decision);
        json.writeEndObject();
        return true;
    }

    private static void actions(JsonGenerator json, DecisionMade decision) throws IOException {
        json.writeArrayFieldStart("a");
        json.writeNumber(decision.arm() + 1);
        for (int a = 0; a < decision.candidates().size(); a++) {
            if (a != decision.arm()) {
                json.writeNumber(a + 1);
            }
        }
        json.writeEndArray();
    }

    private static void probabilities(JsonGenerator json, DecisionMade decision) throws IOException {
        Distribution behaviour = decision.behaviour();
        json.writeArrayFieldStart("p");
        json.writeNumber(behaviour.get(decision.arm()));
        for (int a = 0; a < behaviour.size(); a++) {
            if (a != decision.arm()) {
                json.writeNumber(behaviour.get(a));
            }
        }
        json.writeEndArray();
    }

    private static void known(JsonGenerator json, DecisionMade decision) throws IOException {
        json.writeObjectFieldStart("c");
        json.writeFieldName(CONTEXT);
        Json.context(json, decision.context());
        json.writeArrayFieldStart("_multi");
        for (String candidate : decision.candidates()) {
            json.writeStartObject();
            json.writeObjectFieldStart(ARM);
            json.writeStringField(NAME, candidate);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
