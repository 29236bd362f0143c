package dev.leverframe.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Explanation;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.OutcomeAnswer;
import dev.leverframe.model.OutcomeReceipt;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.SelectAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the answers of the data plane, and every problem document (RFC 9457). */
public final class AnswerJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final byte[] DECISIONS = "{\"decisions\":[".getBytes(StandardCharsets.US_ASCII);

    private AnswerJson() {}

    public static byte[] select(SelectAnswer answer) {
        byte[] plain = answer instanceof Decision decision ? DecisionWriter.write(decision) : null;
        return plain == null ? complete(answer) : plain;
    }

    /** Whatever stands in it. */
    static byte[] complete(SelectAnswer answer) {
        return write(json -> writeSelect(json, answer));
    }

    public static byte[] selects(List<SelectAnswer> answers) {
        ByteArrayBuilder all = new ByteArrayBuilder(256 * answers.size() + 32);
        all.write(DECISIONS, 0, DECISIONS.length);
        for (int i = 0; i < answers.size(); i++) {
            if (i > 0) {
                all.append(',');
            }
            byte[] one = select(answers.get(i));
            all.write(one, 0, one.length);
        }
        all.append(']');
        all.append('}');
        return all.toByteArray();
    }

    public static byte[] outcome(OutcomeAnswer answer) {
        return write(json -> writeOutcome(json, answer));
    }

    public static byte[] outcomes(List<OutcomeAnswer> answers) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (OutcomeAnswer answer : answers) {
                writeOutcome(json, answer);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** How a decision came about, as it stands in {@code explain}. */
    public static byte[] explanation(Explanation explanation) {
        return write(json -> writeExplanation(json, explanation));
    }

    /** A problem document; its status is the refusal's. */
    public static byte[] problem(Refusal refusal) {
        return write(json -> writeProblem(json, refusal));
    }

    private static void writeSelect(JsonGenerator json, SelectAnswer answer) throws IOException {
        if (answer instanceof Decision decision) {
            writeDecision(json, decision);
        } else if (answer instanceof Refusal refusal) {
            writeProblem(json, refusal);
        }
    }

    private static void writeOutcome(JsonGenerator json, OutcomeAnswer answer) throws IOException {
        if (answer instanceof OutcomeReceipt receipt) {
            writeReceipt(json, receipt);
        } else if (answer instanceof Refusal refusal) {
            writeProblem(json, refusal);
        }
    }

    private static void writeDecision(JsonGenerator json, Decision decision) throws IOException {
        json.writeStartObject();
        json.writeStringField("decision_id", decision.decisionId());
        json.writeStringField("domain", decision.domain());
        json.writeStringField("arm", decision.arm());
        json.writeNumberField("propensity", decision.propensity());
        json.writeStringField("policy", decision.policy());
        json.writeStringField("reason", decision.reason().word());
        writeOptional(
                json,
                "fallback_cause",
                decision.fallbackCause() == null
                        ? null
                        : decision.fallbackCause().word());
        writeOptional(json, "experiment", decision.experiment());
        writeOptional(json, "variant", decision.variant());
        writeOptional(
                json,
                "phase",
                decision.phase() == null ? null : decision.phase().word());
        if (decision.explanation() != null) {
            json.writeFieldName("explain");
            writeExplanation(json, decision.explanation());
        }
        json.writeEndObject();
    }

    private static void writeExplanation(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("candidates");
        for (String candidate : explanation.candidates()) {
            json.writeString(candidate);
        }
        json.writeEndArray();
        json.writeFieldName("distribution");
        writeDistribution(json, explanation.candidates(), explanation.distribution());
        if (explanation.scores() != null) {
            writeScores(json, explanation.candidates(), explanation.scores());
        }
        writeFeatures(json, explanation.features(), explanation.names());
        json.writeStringField("encoding", explanation.encoding());
        json.writeStringField("seed", explanation.seed());
        json.writeNumberField("draw", explanation.draw());
        writeProposals(json, explanation);
        json.writeEndObject();
    }

    private static void writeScores(JsonGenerator json, List<String> candidates, List<Double> scores)
            throws IOException {
        json.writeObjectFieldStart("scores");
        for (int a = 0; a < candidates.size(); a++) {
            if (Double.isFinite(scores.get(a))) {
                json.writeNumberField(candidates.get(a), scores.get(a));
            }
        }
        json.writeEndObject();
    }

    private static void writeFeatures(JsonGenerator json, FeatureVector features, List<String> names)
            throws IOException {
        json.writeArrayFieldStart("features");
        for (int i = 0; i < features.size(); i++) {
            json.writeStartObject();
            json.writeNumberField("position", features.position(i));
            json.writeNumberField("value", features.value(i));
            writeOptional(json, "name", names.get(i).isEmpty() ? null : names.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeProposals(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeArrayFieldStart("variants");
        for (Proposals proposals : explanation.proposals()) {
            for (Proposals.Proposal proposal : proposals.variants()) {
                json.writeStartObject();
                json.writeStringField("experiment", proposals.experiment());
                json.writeStringField("variant", proposal.variant());
                json.writeNumberField("share", proposal.share());
                json.writeFieldName("distribution");
                writeDistribution(json, explanation.candidates(), proposal.distribution());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void writeDistribution(JsonGenerator json, List<String> candidates, Distribution distribution)
            throws IOException {
        json.writeStartObject();
        for (int a = 0; a < candidates.size(); a++) {
            json.writeNumberField(candidates.get(a), distribution.get(a));
        }
        json.writeEndObject();
    }

    private static void writeReceipt(JsonGenerator json, OutcomeReceipt receipt) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", receipt.status().word());
        if (receipt.reward() != null) {
            json.writeNumberField("reward", receipt.reward());
        }
        if (!receipt.missing().isEmpty()) {
            json.writeArrayFieldStart("missing");
            for (String component : receipt.missing()) {
                json.writeString(component);
            }
            json.writeEndArray();
        }
        if (!receipt.attributed()) {
            json.writeBooleanField("attributed", false);
        }
        json.writeEndObject();
    }

    private static void writeProblem(JsonGenerator json, Refusal refusal) throws IOException {
        String code = refusal.code().name().toLowerCase(Locale.ROOT);
        json.writeStartObject();
        json.writeStringField("type", "urn:leverframe:problem:" + code);
        json.writeStringField("title", refusal.code().title());
        json.writeNumberField("status", refusal.code().status());
        json.writeStringField("detail", refusal.detail());
        json.writeStringField("code", code);
        json.writeArrayFieldStart("errors");
        for (Refusal.FieldError error : refusal.errors()) {
            json.writeStartObject();
            json.writeStringField("pointer", error.pointer());
            json.writeStringField("detail", error.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeOptional(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static byte[] write(Writer writer) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Writer {
        void write(JsonGenerator json) throws IOException;
    }
}
