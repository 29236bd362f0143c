package dev.leverframe.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Loads the settings once, at the start: built-in defaults, then the file, then the environment.
 *
 * <p>The environment is given by the caller and goes through a store of plain JSON. The library's own environment
 * store reads the real process, which no test can set, and turns {@code 1} into a number and {@code 007} into 7
 * before anybody knows what the variable is for.
 */
public final class SettingsLoader {
    /** Read if it is there; a file named by {@code LEVERFRAME_CONFIG} has to be. */
    public static final String DEFAULT_FILE = "conf/leverframe.yaml";

    private static final Kind.Text PATH = new Kind.Text(4096);
    private static final long NEVER = -1;

    private SettingsLoader() {}

    /**
     * Loads the settings.
     *
     * @param environment the variables of the process, mostly {@code System.getenv()}
     * @return the settings, or a failure with a {@link ConfigurationException}, one line of message for each finding
     */
    public static Future<Settings> load(Vertx vertx, Map<String, String> environment) {
        String named = environment.get(Environment.CONFIG);
        if (named != null && PATH.read(named) == null) {
            return refuse(Environment.CONFIG + " " + PATH.complaint(named));
        }
        String file = named == null ? DEFAULT_FILE : named;
        return vertx.fileSystem().exists(file).compose(exists -> {
            if (named != null && !exists) {
                return refuse(Environment.CONFIG + " must name a file that is there, got " + OneLine.quoted(named));
            }
            return holdsKeys(vertx, file, exists)
                    .compose(holdsKeys -> merged(vertx, stores(holdsKeys ? file : "", environment)))
                    .recover(cause -> refuse(unreadable(file, cause)))
                    .map(merged -> SettingsReader.read(merged, environment, file));
        });
    }

    /** A file of nothing but comments is fine, but the library's reader of YAML fails on it without saying why. */
    private static Future<Boolean> holdsKeys(Vertx vertx, String file, boolean exists) {
        if (!exists) {
            return Future.succeededFuture(false);
        }
        return vertx.fileSystem()
                .readFile(file)
                .map(bytes -> bytes.toString()
                        .lines()
                        .map(String::strip)
                        .anyMatch(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("---")));
    }

    /**
     * @param file empty: none
     */
    private static ConfigRetrieverOptions stores(String file, Map<String, String> environment) {
        ConfigRetrieverOptions stores =
                new ConfigRetrieverOptions().setScanPeriod(NEVER).addStore(json(SettingsReader.defaultsJson()));
        if (!file.isEmpty()) {
            // Not an optional store: that would pass over a broken file in silence.
            stores.addStore(new ConfigStoreOptions()
                    .setType("file")
                    .setFormat("yaml")
                    .setConfig(new JsonObject().put("path", file)));
        }
        return stores.addStore(json(Environment.overlay(environment)));
    }

    private static ConfigStoreOptions json(JsonObject config) {
        return new ConfigStoreOptions().setType("json").setConfig(config);
    }

    private static Future<JsonObject> merged(Vertx vertx, ConfigRetrieverOptions stores) {
        ConfigRetriever retriever = ConfigRetriever.create(vertx, stores);
        return retriever.getConfig().eventually(retriever::close);
    }

    private static <T> Future<T> refuse(String finding) {
        return Future.failedFuture(new ConfigurationException(List.of(finding)));
    }

    private static String unreadable(String file, Throwable cause) {
        if (cause instanceof MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark();
            String line = mark == null ? "" : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
            return OneLine.of(file + line + ": not YAML: " + broken.getProblem());
        }
        return OneLine.of(file + ": must be readable and hold keys at the top: " + cause.getMessage());
    }
}
