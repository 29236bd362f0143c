package dev.leverframe.config;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Loads settings from a file and an environment that the test wrote. */
final class Loading {
    private final Vertx vertx;
    private final Path file;

    Loading(Vertx vertx, Path directory) {
        this.vertx = vertx;
        this.file = directory.resolve("leverframe.yaml");
    }

    /** What messages call the file. */
    String file() {
        return file.toString();
    }

    Settings load(String yaml, Map<String, String> environment) {
        write(yaml);
        Map<String, String> all = new HashMap<>(environment);
        all.put("LEVERFRAME_CONFIG", file.toString());
        return load(all);
    }

    Settings load(String yaml) {
        return load(yaml, Map.of());
    }

    /** With nothing but this environment. */
    Settings load(Map<String, String> environment) {
        return SettingsLoader.load(vertx, environment)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    List<String> findings(String yaml, Map<String, String> environment) {
        return findings(() -> load(yaml, environment));
    }

    List<String> findings(String yaml) {
        return findings(yaml, Map.of());
    }

    List<String> findings(Map<String, String> environment) {
        return findings(() -> load(environment));
    }

    private static List<String> findings(Runnable loading) {
        try {
            loading.run();
        } catch (CompletionException failed) {
            return ((ConfigurationException) failed.getCause()).findings();
        }
        throw new AssertionError("the configuration was accepted");
    }

    private void write(String yaml) {
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new AssertionError("the test's directory cannot be written", e);
        }
    }
}
