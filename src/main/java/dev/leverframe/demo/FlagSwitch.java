package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Switches on the flags that the demo needs; closing it switches off again those that were off. */
final class FlagSwitch implements AutoCloseable {
    private static final List<String> NEEDED = List.of("ENABLE_EXPERIMENT_HARNESS", "ENABLE_RL_LINTS");

    private final ServiceClient client;
    private final List<String> switched = new ArrayList<>();

    private FlagSwitch(ServiceClient client) {
        this.client = client;
    }

    static FlagSwitch on(ServiceClient client) {
        FlagSwitch flags = new FlagSwitch(client);
        for (String flag : NEEDED) {
            if (!client.get(path(flag)).getBoolean("enabled")) {
                flags.put(flag, true);
                flags.switched.add(flag);
            }
        }
        return flags;
    }

    /** The flags that were off. */
    List<String> switched() {
        return List.copyOf(switched);
    }

    @Override
    public void close() {
        switched.forEach(flag -> put(flag, false));
        switched.clear();
    }

    private void put(String flag, boolean enabled) {
        client.put(path(flag), new JsonObject().put("enabled", enabled).put("reason", "demo"));
    }

    private static String path(String flag) {
        return "/v1/flags/" + flag;
    }
}
