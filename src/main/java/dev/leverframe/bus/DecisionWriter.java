package dev.leverframe.bus;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.leverframe.model.Decision;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes a decision as {@link AnswerJson} does, byte for byte, where every text in it is ASCII that needs no escape. Such an answer
 * is little more than its texts side by side, and a general writer of JSON takes five times as long for it.
 */
final class DecisionWriter {
    private static final byte[] DECISION_ID = ascii("{\"decision_id\":\"");
    private static final byte[] DOMAIN = ascii("\",\"domain\":\"");
    private static final byte[] ARM = ascii("\",\"arm\":\"");
    private static final byte[] PROPENSITY = ascii("\",\"propensity\":");
    private static final byte[] POLICY = ascii(",\"policy\":\"");
    private static final byte[] REASON = ascii("\",\"reason\":\"");
    private static final byte[] FALLBACK_CAUSE = ascii("\",\"fallback_cause\":\"");
    private static final byte[] EXPERIMENT = ascii("\",\"experiment\":\"");
    private static final byte[] VARIANT = ascii("\",\"variant\":\"");
    private static final byte[] PHASE = ascii("\",\"phase\":\"");
    private static final byte[] END = ascii("\"}");

    private final Decision decision;
    private final String propensity;
    private final @Nullable String cause;
    private final @Nullable String phase;
    private final byte[] bytes;
    private int at;
    private boolean plain = true;

    private DecisionWriter(Decision decision) {
        this.decision = decision;
        propensity = NumberOutput.toString(decision.propensity(), true);
        cause = decision.fallbackCause() == null
                ? null
                : decision.fallbackCause().word();
        phase = decision.phase() == null ? null : decision.phase().word();
        bytes = new byte[length()];
    }

    /** The decision as JSON; null where a text needs an escape, or there is an explanation to write. */
    static byte @Nullable [] write(Decision decision) {
        if (decision.explanation() != null || !Double.isFinite(decision.propensity())) {
            return null;
        }
        DecisionWriter writer = new DecisionWriter(decision);
        writer.fields();
        return writer.plain ? writer.bytes : null;
    }

    private int length() {
        return length(DECISION_ID, decision.decisionId())
                + length(DOMAIN, decision.domain())
                + length(ARM, decision.arm())
                + length(PROPENSITY, propensity)
                + length(POLICY, decision.policy())
                + length(REASON, decision.reason().word())
                + length(FALLBACK_CAUSE, cause)
                + length(EXPERIMENT, decision.experiment())
                + length(VARIANT, decision.variant())
                + length(PHASE, phase)
                + END.length;
    }

    private static int length(byte[] name, @Nullable String value) {
        return value == null ? 0 : name.length + value.length();
    }

    private void fields() {
        field(DECISION_ID, decision.decisionId());
        field(DOMAIN, decision.domain());
        field(ARM, decision.arm());
        field(PROPENSITY, propensity);
        field(POLICY, decision.policy());
        field(REASON, decision.reason().word());
        field(FALLBACK_CAUSE, cause);
        field(EXPERIMENT, decision.experiment());
        field(VARIANT, decision.variant());
        field(PHASE, phase);
        raw(END);
    }

    private void field(byte[] name, @Nullable String value) {
        if (value != null) {
            raw(name);
            text(value);
        }
    }

    private void raw(byte[] part) {
        System.arraycopy(part, 0, bytes, at, part.length);
        at += part.length;
    }

    private void text(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii &= c >= ' ' && c < 0x7f && c != '"' && c != '\\';
            bytes[at + i] = (byte) c;
        }
        at += text.length();
        plain &= ascii;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
