package dev.leverframe.config;

import dev.leverframe.model.Limits;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.model.RewardSettings.Missing;
import dev.leverframe.model.Worded;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of all settings: name, kind, bounds, unit and default. Parsing, the names of environment variables and
 * messages come from it; the reasons stand in {@code conf/leverframe.yaml}, which a test holds to this table.
 */
final class Keys {
    /** In the order of declaration; filled by the factories below. */
    private static final List<Key<?>> DECLARED = new ArrayList<>();

    private static final long MIB = 1024L * 1024;

    static final Key<String> HTTP_HOST = text("http.host", 255, "0.0.0.0");
    static final Key<Long> HTTP_PORT = whole("http.port", 0, 65_535, 8080, "port");
    static final Key<Long> HTTP_INSTANCES = whole("http.instances", 0, 256, 0, "verticles");
    static final Key<Long> HTTP_BODY_BYTES_MAX = whole("http.body_bytes_max", 1024, 64 * MIB, MIB, "bytes");
    static final Key<Long> HTTP_BODY_TIMEOUT_MS = whole("http.body_timeout_ms", 100, 600_000, 10_000, "ms");
    static final Key<Long> HTTP_BODIES_BYTES_MAX =
            whole("http.bodies_bytes_max", 1024, 16 * 1024 * MIB, 32 * MIB, "bytes");
    static final Key<Long> HTTP_REQUEST_LINE_BYTES_MAX =
            whole("http.request_line_bytes_max", 256, 65_536, 4096, "bytes");
    static final Key<Long> HTTP_HEADER_BYTES_MAX = whole("http.header_bytes_max", 1024, MIB, 8192, "bytes");
    static final Key<Long> HTTP_HEADER_TIMEOUT_MS = whole("http.header_timeout_ms", 100, 600_000, 30_000, "ms");
    static final Key<Long> HTTP_IDLE_TIMEOUT_S = whole("http.idle_timeout_s", 1, 86_400, 75, "s");
    static final Key<Long> HTTP_CONNECTIONS_MAX = whole("http.connections_max", 1, 1_000_000, 10_000, "connections");
    static final Key<Long> HTTP_IN_FLIGHT_MAX = whole("http.in_flight_max", 1, 1_000_000, 4096, "commands");
    static final Key<Long> HTTP_IN_FLIGHT_OUTCOMES_MAX =
            whole("http.in_flight_outcomes_max", 1, 1_000_000, 2048, "commands");
    static final Key<Long> HTTP_IN_FLIGHT_TOTAL_MAX =
            whole("http.in_flight_total_max", 1, 10_000_000, 16_384, "commands");
    static final Key<Long> HTTP_ANSWER_TIMEOUT_MS = whole("http.answer_timeout_ms", 100, 60_000, 5000, "ms");
    static final Key<Long> HTTP_BATCH_MAX = whole("http.batch_max", 1, 65_536, 512, "commands");
    static final Key<Long> HTTP_ITEMS_MAX = whole("http.items_max", 1, 100_000, 1000, "items");

    static final Key<String> MANAGEMENT_HOST = text("management.host", 255, "0.0.0.0");
    static final Key<Long> MANAGEMENT_PORT = whole("management.port", 0, 65_535, 8081, "port");
    static final Key<Long> MANAGEMENT_CONNECTIONS_MAX =
            whole("management.connections_max", 1, 1_000_000, 256, "connections");

    static final Key<Boolean> AUTO_CREATE = flag("domains.auto_create", true);
    static final Key<Long> DOMAINS_MAX = whole("domains.domains_max", 1, 100_000, 1000, "domains");
    static final Key<Long> ARMS_PER_DOMAIN_MAX =
            whole("domains.arms_per_domain_max", 1, 10_000, Limits.DEFAULT.armsMax(), "arms");
    static final Key<Long> CANDIDATES_MAX =
            whole("domains.candidates_max", 1, 10_000, Limits.DEFAULT.candidatesMax(), "candidates");
    static final Key<Long> TENANTS_MAX =
            whole("domains.tenants_max", 1, 1_000_000, Limits.DEFAULT.tenantsMax(), "tenants");
    static final Key<Long> PENDING_MAX =
            whole("domains.pending_max", 1, 100_000_000, Limits.DEFAULT.pendingMax(), "decisions");
    static final Key<Long> PENDING_MB = whole("domains.pending_mb", 0, 1_000_000, 0, "MB");
    static final Key<Long> TURN_US = whole("domains.turn_us", 50, 1_000_000, 1000, "us");
    static final Key<Long> CONTEXT_FEATURES_MAX =
            whole("domains.context_features_max", 1, 65_536, Limits.DEFAULT.contextFeaturesMax(), "features");
    static final Key<JsonObject> POLICY = structure("domains.policy", new JsonObject().put("type", "thompson"));
    static final Key<Long> DECISION_TTL_MS = whole("domains.decision_ttl_ms", 1, 2_592_000_000L, 600_000, "ms");
    static final Key<Long> DIMENSION = whole("domains.dimension", 2, 65_536, 512, "positions");
    static final Key<JsonObject> CONFIGURED = structure("domains.configured", new JsonObject());

    static final Key<Double> REWARD_COST_WEIGHT =
            number("reward.cost_weight", 0, 1e6, RewardSettings.DEFAULT.costWeight(), "weight");
    static final Key<Double> REWARD_LATENCY_WEIGHT =
            number("reward.latency_weight", 0, 1e6, RewardSettings.DEFAULT.latencyWeight(), "weight");
    static final Key<Double> REWARD_QUALITY_WEIGHT =
            number("reward.quality_weight", 0, 1e6, RewardSettings.DEFAULT.qualityWeight(), "weight");
    static final Key<Double> REWARD_LATENCY_MS_WINDOW =
            number("reward.latency_ms_window", 1e-3, 1e9, RewardSettings.DEFAULT.latencyMsWindow(), "ms");
    static final Key<Double> REWARD_COST_REF_USD =
            number("reward.cost_ref_usd", 1e-9, 1e6, RewardSettings.DEFAULT.costRefUsd(), "US dollars");
    static final Key<Double> REWARD_FAILURE_VALUE =
            number("reward.failure_value", 0, 1, RewardSettings.DEFAULT.failureValue(), "reward");
    static final Key<String> REWARD_LATENCY_SHAPE = word(
            "reward.latency_shape",
            Worded.words(LatencyShape.class),
            RewardSettings.DEFAULT.latencyShape().word());
    static final Key<String> REWARD_COMBINE = word(
            "reward.combine",
            Worded.words(Combine.class),
            RewardSettings.DEFAULT.combine().word());
    static final Key<String> REWARD_MISSING = word(
            "reward.missing",
            Worded.words(Missing.class),
            RewardSettings.DEFAULT.missing().word());
    static final Key<Double> REWARD_MISSING_VALUE =
            number("reward.missing_value", 0, 1, RewardSettings.DEFAULT.missingValue(), "reward");

    static final Key<Long> EXPERIMENTS_PER_DOMAIN_MAX =
            whole("experiments.per_domain_max", 1, 1000, Limits.DEFAULT.experimentsMax(), "experiments");
    static final Key<Long> VARIANTS_MAX = whole("experiments.variants_max", 2, 64, 16, "variants");

    static final Key<Boolean> EXPERIMENT_HARNESS = flag("flags.ENABLE_EXPERIMENT_HARNESS", false);
    static final Key<Boolean> RL_LINTS = flag("flags.ENABLE_RL_LINTS", false);

    static final Key<Long> STATS_PUBLISH_MS = whole("stats.publish_ms", 10, 60_000, 250, "ms");
    static final Key<Long> SHUTDOWN_NOTICE_MS = whole("shutdown.notice_ms", 0, 600_000, 0, "ms");
    static final Key<Long> SHUTDOWN_DRAIN_MS = whole("shutdown.drain_ms", 0, 600_000, 10_000, "ms");

    /** Read by the logging configuration itself, which starts before this does; checked here. */
    static final Key<String> LOG_LEVEL = word("log.level", List.of("error", "warn", "info", "debug", "trace"), "info");

    static final Key<Long> JOURNAL_LINGER_MS = whole("journal.linger_ms", 0, 1000, 5, "ms");
    static final Key<Long> JOURNAL_WAITING_MAX = whole("journal.waiting_max", 1000, 10_000_000, 100_000, "facts");
    static final Key<Long> JOURNAL_WAITING_MB = whole("journal.waiting_mb", 1, 1_000_000, 64, "MB");
    static final Key<Long> JOURNAL_SNAPSHOT_INTERVAL_S = whole("journal.snapshot_interval_s", 1, 86_400, 60, "s");
    static final Key<Long> JOURNAL_RETENTION_H = whole("journal.retention_h", 1, 87_600, 720, "h");
    static final Key<Long> JOURNAL_RETENTION_MB = whole("journal.retention_mb", 16, 10_000_000, 4096, "MB");

    static final Key<String> DURABILITY = word("durability", Worded.words(Durability.class), Durability.PROCESS.word());
    static final Key<String> DATA_DIR = text("data_dir", 4096, "data");

    static final Key<String> TRANSPORT =
            word("transport", Worded.words(TransportChoice.class), TransportChoice.AUTO.word());

    /** All of them, in the order of the file. */
    static final List<Key<?>> ALL = List.copyOf(DECLARED);

    private Keys() {}

    private static Key<Long> whole(String name, long min, long max, long fallback, String unit) {
        return declare(new Key<>(name, new Kind.Whole(min, max, unit), fallback));
    }

    private static Key<Double> number(String name, double min, double max, double fallback, String unit) {
        return declare(new Key<>(name, new Kind.Numeric(min, max, unit), fallback));
    }

    private static Key<Boolean> flag(String name, boolean fallback) {
        return declare(new Key<>(name, new Kind.Switch(), fallback));
    }

    private static Key<String> text(String name, int charsMax, String fallback) {
        return declare(new Key<>(name, new Kind.Text(charsMax), fallback));
    }

    private static Key<String> word(String name, List<String> words, String fallback) {
        return declare(new Key<>(name, new Kind.Word(words), fallback));
    }

    private static Key<JsonObject> structure(String name, JsonObject fallback) {
        return declare(new Key<>(name, new Kind.Structure(), fallback));
    }

    private static <T> Key<T> declare(Key<T> key) {
        DECLARED.add(key);
        return key;
    }
}
