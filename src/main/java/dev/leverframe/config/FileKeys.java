package dev.leverframe.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the names in the file are those of the table, and nested as there: a section, then its keys. */
final class FileKeys {
    private static final Set<String> SECTIONS = new LinkedHashSet<>();
    private static final Set<String> NAMES = new LinkedHashSet<>();

    static {
        for (Key<?> key : Keys.ALL) {
            NAMES.add(key.name());
            SECTIONS.add(key.section());
        }
        SECTIONS.remove("");
    }

    private final String file;
    private final List<String> findings = new ArrayList<>();

    private FileKeys(String file) {
        this.file = file;
    }

    /**
     * One line for each name that is not known.
     *
     * @param variables names at the top that come from the environment
     */
    static List<String> findings(JsonObject merged, Set<String> variables, String file) {
        FileKeys keys = new FileKeys(file);
        for (String name : merged.fieldNames()) {
            if (SECTIONS.contains(name)) {
                keys.section(name, merged.getValue(name));
            } else if (!variables.contains(name)) {
                keys.name("", name);
            }
        }
        return keys.findings;
    }

    private void section(String section, Object json) {
        if (json instanceof JsonObject keys) {
            keys.fieldNames().forEach(name -> name(section + ".", name));
        } else {
            findings.add(section + " must be a section of keys, got " + Kind.shown(json) + " (" + file + ")");
        }
    }

    private void name(String section, String name) {
        String path = section + name;
        if (name.contains(".") && NAMES.contains(path)) {
            findings.add("key " + OneLine.quoted(path) + " in " + file
                    + " must be nested: its section first, then the key below it");
        } else if (!NAMES.contains(path)) {
            findings.add("unknown key " + OneLine.quoted(path) + " in " + file + Nearest.hint(path, known()));
        }
    }

    private static Set<String> known() {
        Set<String> known = new LinkedHashSet<>(NAMES);
        known.addAll(SECTIONS);
        return known;
    }
}
