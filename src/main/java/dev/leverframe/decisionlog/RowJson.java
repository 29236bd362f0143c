package dev.leverframe.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Outcome.Components;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects. Every column of a kind is there in every row of it, null where it has no value. */
public final class RowJson {
    private RowJson() {}

    /** One row as one JSON object. */
    public static byte[] bytes(LogRow row) {
        return Json.bytes(json -> write(json, row));
    }

    static boolean writeAny(JsonGenerator json, LogRow row) throws IOException {
        write(json, row);
        return true;
    }

    static void write(JsonGenerator json, LogRow row) throws IOException {
        json.writeStartObject();
        if (row instanceof LogRow.Decided decided) {
            place(json, "decision", row);
            decision(json, decided.decision());
            outcomes(json, decided.outcomes());
            Json.number(json, "reward", decided.reward());
        } else if (row instanceof LogRow.Unattributed unattributed) {
            place(json, "unattributed", row);
            json.writeStringField("arm", unattributed.outcome().arm());
            outcomes(json, List.of(unattributed.outcome()));
            json.writeNumberField("reward", unattributed.outcome().reward());
        } else if (row instanceof LogRow.Gap gap) {
            place(json, "gap", row);
            json.writeNumberField("missing", gap.missing());
        }
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, String kind, LogRow row) throws IOException {
        json.writeStringField("kind", kind);
        json.writeStringField("domain", row.stream().domain());
        json.writeNumberField("generation", row.stream().generation());
        json.writeNumberField("sequence", row.sequence());
        json.writeNumberField("state_version", row.sequence() - 1);
        json.writeStringField("at", Times.format(row.atMs()));
    }

    private static void decision(JsonGenerator json, DecisionMade decision) throws IOException {
        json.writeStringField("decision_id", decision.decisionId());
        Json.text(json, "key", decision.key());
        Json.text(json, "tenant", decision.tenant());
        Json.texts(json, "candidates", decision.candidates());
        json.writeFieldName("context");
        Json.context(json, decision.context());
        json.writeStringField("arm", decision.served());
        json.writeNumberField("propensity", decision.propensity());
        Json.distribution(json, decision.candidates(), decision.behaviour());
        json.writeStringField("policy", decision.policy());
        Json.word(json, "reason", decision.reason());
        Json.word(json, "fallback_cause", decision.fallbackCause());
        Json.text(json, "experiment", decision.experiment());
        Json.text(json, "variant", decision.variant());
        Json.word(json, "phase", decision.phase());
        proposals(json, decision);
    }

    private static void proposals(JsonGenerator json, DecisionMade decision) throws IOException {
        json.writeArrayFieldStart("proposals");
        for (Proposals proposals : decision.proposals()) {
            for (Proposal proposal : proposals.variants()) {
                json.writeStartObject();
                json.writeStringField("experiment", proposals.experiment());
                json.writeNumberField("segment", proposals.segment());
                Json.word(json, "phase", proposals.phase());
                json.writeStringField("variant", proposal.variant());
                json.writeBooleanField("assigned", proposal.variant().equals(proposals.assigned()));
                json.writeNumberField("share", proposal.share());
                json.writeStringField("policy", proposal.policy());
                Json.distribution(json, decision.candidates(), proposal.distribution());
                Json.word(json, "substituted", proposal.substituted());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void outcomes(JsonGenerator json, List<OutcomeRecorded> outcomes) throws IOException {
        json.writeArrayFieldStart("outcomes");
        for (OutcomeRecorded outcome : outcomes) {
            json.writeStartObject();
            Json.text(json, "outcome_id", outcome.outcomeId());
            json.writeStringField("at", Times.format(outcome.atMs()));
            json.writeNumberField("reward", outcome.reward());
            json.writeFieldName("components");
            components(json, outcome.components());
            Json.texts(json, "missing", outcome.missing());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void components(JsonGenerator json, @Nullable Components components) throws IOException {
        if (components == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        Json.number(json, "latency_ms", components.latencyMs());
        Json.number(json, "cost_usd", components.costUsd());
        Json.number(json, "quality", components.quality());
        json.writeFieldName("failed");
        if (components.failed() == null) {
            json.writeNull();
        } else {
            json.writeBoolean(components.failed());
        }
        json.writeEndObject();
    }
}
