package dev.leverframe.config;

import io.vertx.core.json.JsonObject;

/**
 * The body that switches a flag: {@code {"enabled": true, "reason": "..."}}.
 *
 * @param reason why, in the words of whoever does it; may be empty
 */
public record FlagBody(boolean enabled, String reason) {
    static final Kind.Text REASON = new Kind.Text(500);

    /** @throws InvalidBody if {@code enabled} is missing, or anything is not as it has to be */
    public static FlagBody parse(JsonObject body) {
        Fields fields = Fields.of(body);
        boolean enabled = fields.require("enabled", new Kind.Truth(), false);
        String reason = fields.read("reason", REASON, "");
        fields.refuseUnknown();
        return fields.orThrow(new FlagBody(enabled, reason));
    }
}
