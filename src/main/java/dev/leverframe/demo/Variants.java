package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variants that the demo compares. */
final class Variants {
    /** The core policy again, as the yardstick. */
    static final String CONTROL = "control";

    /** The contextual one. */
    static final String LINTS = "lints";

    private Variants() {}

    /**
     * A context-free control and LinTS, for the caller to add to.
     *
     * @param parameters of LinTS, where they are not its defaults
     */
    static Map<String, JsonObject> against(JsonObject parameters) {
        Map<String, JsonObject> variants = new LinkedHashMap<>();
        variants.put(CONTROL, new JsonObject().put("type", "thompson"));
        variants.put(LINTS, new JsonObject().put("type", "lin_ts_diag").mergeIn(parameters));
        return variants;
    }
}
