package dev.leverframe.config;

import dev.leverframe.model.Phase;
import dev.leverframe.model.Worded;
import io.vertx.core.json.JsonObject;

/**
 * The body that moves an experiment to another phase: {@code {"phase": "active", "reason": "..."}}.
 *
 * @param reason why, in the words of whoever does it; may be empty
 */
public record PhaseBody(Phase phase, String reason) {
    /** @throws InvalidBody if the phase is missing, or anything is not as it has to be */
    public static PhaseBody parse(JsonObject body) {
        Fields fields = Fields.of(body);
        String word = fields.require("phase", new Kind.Word(Worded.words(Phase.class)), Phase.SHADOW.word());
        String reason = fields.read("reason", FlagBody.REASON, "");
        fields.refuseUnknown();
        return fields.orThrow(new PhaseBody(Worded.parse(Phase.class, word).orElse(Phase.SHADOW), reason));
    }
}
