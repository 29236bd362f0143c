package dev.leverframe.config;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.Refusal.FieldError;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns merged JSON into settings and says everything that is wrong with it. The merged JSON is nested as the file
 * is; the variables of the environment lie beside it at the top, under their own names and as text, because only the
 * table of keys knows what a text stands for. What is wrong in the file is said even where a variable overrides it:
 * the file is wrong all the same, and the variable may be gone tomorrow.
 */
final class SettingsReader {
    private static final Kind<JsonObject> OBJECT = new Kind.Structure();

    private final JsonObject merged;
    private final JsonObject overlay;
    private final String file;
    private final List<String> findings = new ArrayList<>();

    private SettingsReader(JsonObject merged, JsonObject overlay, String file) {
        this.merged = merged;
        this.overlay = overlay;
        this.file = file;
    }

    /** The defaults alone. */
    static Settings defaults() {
        return new SettingsReader(defaultsJson(), new JsonObject(), "the defaults").read();
    }

    /**
     * @param merged defaults, file and {@link Environment#overlay}, merged in this order
     * @param file what messages call the file
     * @throws ConfigurationException with everything that is wrong
     */
    static Settings read(JsonObject merged, Map<String, String> environment, String file) {
        SettingsReader reader = new SettingsReader(merged, Environment.overlay(environment), file);
        reader.findings.addAll(Environment.findings(environment));
        return reader.read();
    }

    /** All keys with their defaults, nested as the file is. */
    static JsonObject defaultsJson() {
        JsonObject defaults = new JsonObject();
        for (Key<?> key : Keys.ALL) {
            JsonObject section = key.section().isEmpty() ? defaults : defaults.getJsonObject(key.section());
            if (section == null) {
                section = new JsonObject();
                defaults.put(key.section(), section);
            }
            section.put(key.leaf(), key.fallback() instanceof JsonObject object ? object.copy() : key.fallback());
        }
        return defaults;
    }

    private Settings read() {
        findings.addAll(FileKeys.findings(merged, overlay.fieldNames(), file));
        Map<Key<?>, Object> values = new HashMap<>();
        Keys.ALL.forEach(key -> values.put(key, value(key)));
        SettingsValues resolved = new SettingsValues(values);
        Settings settings = resolved.settings(policy(resolved.get(Keys.POLICY)));
        settings = settings.withConfigured(configured(resolved.get(Keys.CONFIGURED), settings));
        findings.addAll(Conflicts.of(settings));
        if (!findings.isEmpty()) {
            throw new ConfigurationException(findings);
        }
        return settings;
    }

    private <T> T value(Key<T> key) {
        T value = check(key, inFile(key), file, key.fallback());
        String text = overlay.getString(key.variable());
        return text == null ? value : check(key, key.kind().fromText(text), key.variable(), value);
    }

    private <T> T check(Key<T> key, @Nullable Object json, String source, T standIn) {
        T value = key.kind().read(json);
        if (value == null) {
            findings.add(key.name() + " " + key.kind().complaint(json) + " (" + source + ")");
            return standIn;
        }
        return value;
    }

    /** A section that is none was complained of already and leaves its keys at their defaults. */
    private @Nullable Object inFile(Key<?> key) {
        if (key.section().isEmpty()) {
            return merged.getValue(key.leaf());
        }
        return merged.getValue(key.section()) instanceof JsonObject section
                ? section.getValue(key.leaf())
                : key.fallback();
    }

    private PolicySpec policy(JsonObject body) {
        return parsed(Keys.POLICY, "", () -> PolicyBody.parse(body), PolicyBody.parse(Keys.POLICY.fallback()));
    }

    private Map<String, DomainSpec> configured(JsonObject bodies, Settings settings) {
        Map<String, DomainSpec> configured = new TreeMap<>();
        for (String domain : bodies.fieldNames()) {
            String place = "." + domain;
            JsonObject body = OBJECT.read(bodies.getValue(domain));
            if (body == null) {
                String complaint = OBJECT.complaint(bodies.getValue(domain));
                findings.add(shown(Keys.CONFIGURED, place) + " " + complaint + source(Keys.CONFIGURED));
                continue;
            }
            DomainSpec standIn = DomainBody.byDefault("domain", settings);
            configured.put(
                    domain, parsed(Keys.CONFIGURED, place, () -> DomainBody.parse(domain, body, settings), standIn));
        }
        return configured;
    }

    /** A structure's own errors, each with its path below the key. */
    private <T> T parsed(Key<?> key, String place, Supplier<T> parser, T standIn) {
        try {
            return parser.get();
        } catch (InvalidBody invalid) {
            for (FieldError error : invalid.errors()) {
                String path = place + error.pointer().replace('/', '.');
                findings.add(shown(key, path) + ": " + error.message() + source(key));
            }
            return standIn;
        }
    }

    private static String shown(Key<?> key, String path) {
        return OneLine.of(key.name() + path);
    }

    private String source(Key<?> key) {
        return " (" + (overlay.containsKey(key.variable()) ? key.variable() : file) + ")";
    }
}
