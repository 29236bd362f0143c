package dev.leverframe.http;

import java.util.Locale;

/** Why a command was shed: refused, undone, because there is too much. */
enum Shed {
    /** Its domain has as much in flight as it may. */
    DOMAIN,
    /** All domains together have. */
    LISTENER,
    /** Its turn came too late. */
    LATE,
    /** Too many bodies are being read. */
    BODIES;

    /** As metrics label it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
