package dev.leverframe.bus;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.leverframe.model.Decision;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Phase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    /** All names of fields, the number, and the words of closed sets. */
    private static final int FRAME_LENGTH_MAX = 320;

    private final byte[] bytes;
    private int at;
    private boolean plain = true;

    private DecisionWriter(int lengthMax) {
        bytes = new byte[lengthMax];
    }

    /** The decision as JSON; null where a text needs an escape, or there is an explanation to write. */
    static byte @Nullable [] write(Decision decision) {
        if (decision.explanation() != null || !Double.isFinite(decision.propensity())) {
            return null;
        }
        DecisionWriter writer = new DecisionWriter(FRAME_LENGTH_MAX + length(decision));
        writer.fields(decision);
        return writer.plain ? Arrays.copyOf(writer.bytes, writer.at) : null;
    }

    private static int length(Decision decision) {
        return decision.decisionId().length()
                + decision.domain().length()
                + decision.arm().length()
                + decision.policy().length()
                + length(decision.experiment())
                + length(decision.variant());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private void fields(Decision decision) {
        field(DECISION_ID, decision.decisionId());
        field(DOMAIN, decision.domain());
        field(ARM, decision.arm());
        field(PROPENSITY, NumberOutput.toString(decision.propensity(), true));
        field(POLICY, decision.policy());
        field(REASON, decision.reason().word());
        FallbackCause cause = decision.fallbackCause();
        field(FALLBACK_CAUSE, cause == null ? null : cause.word());
        field(EXPERIMENT, decision.experiment());
        field(VARIANT, decision.variant());
        Phase phase = decision.phase();
        field(PHASE, phase == null ? null : phase.word());
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
