package dev.leverframe.offline;

import dev.leverframe.config.Settings;

/** Reads the settings as the service would. */
@FunctionalInterface
public interface SettingsSource {
    /** @throws dev.leverframe.config.ConfigurationException if a setting is wrong */
    Settings load();
}
