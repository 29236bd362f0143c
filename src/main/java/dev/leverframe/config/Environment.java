package dev.leverframe.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The environment variables that are ours, and what is wrong with those that look as if they were. */
final class Environment {
    /** Names another configuration file. */
    static final String CONFIG = "LEVERFRAME_CONFIG";

    private static final String PREFIX = "LEVERFRAME_";
    /**
     * What Kubernetes tells every container about a service called leverframe. LEVERFRAME_PORT itself is told apart
     * by its value, an address with a scheme, because people who mean LEVERFRAME_HTTP_PORT write it too.
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("LEVERFRAME_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_\\d+_.*)", Pattern.DOTALL);

    private Environment() {}

    /** The variables that set a key, as they are: {@code {"LEVERFRAME_HTTP_PORT": "8080"}}. */
    static JsonObject overlay(Map<String, String> environment) {
        JsonObject overlay = new JsonObject();
        for (Key<?> key : Keys.ALL) {
            String text = environment.get(key.variable());
            if (text != null) {
                overlay.put(key.variable(), text);
            }
        }
        return overlay;
    }

    /** One line for each variable that begins like ours and is none, in alphabetical order. */
    static List<String> findings(Map<String, String> environment) {
        List<String> known =
                new ArrayList<>(Keys.ALL.stream().map(Key::variable).toList());
        known.add(CONFIG);
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> variable.getKey().startsWith(PREFIX))
                        .filter(variable -> !known.contains(variable.getKey()))
                        .filter(variable -> !isServiceLink(variable.getKey(), variable.getValue()))
                        .map(variable -> unknown(variable.getKey(), known))
                        .toList();
    }

    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches() || (name.equals("LEVERFRAME_PORT") && value.contains("://"));
    }

    private static String unknown(String name, List<String> known) {
        return "unknown key " + OneLine.quoted(name) + " in the environment" + Nearest.hint(name, known);
    }
}
