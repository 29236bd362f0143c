package dev.leverframe.config;

import java.util.Locale;

/**
 * One setting of the process.
 *
 * @param name its dotted path in the file
 * @param fallback the default
 */
record Key<T>(String name, Kind<T> kind, T fallback) {
    private static final String PREFIX = "LEVERFRAME_";
    private static final String FLAGS = "flags.";

    /** Its name inside its section. */
    String leaf() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The path of its section, empty at the top. */
    String section() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** The environment variable that sets it; a flag is its own. */
    String variable() {
        return name.startsWith(FLAGS) ? leaf() : PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
