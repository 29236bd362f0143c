package dev.leverframe.config;

import static java.util.Objects.requireNonNull;

import dev.leverframe.config.Settings.Domains;
import dev.leverframe.config.Settings.Experiments;
import dev.leverframe.config.Settings.Http;
import dev.leverframe.config.Settings.HttpLimits;
import dev.leverframe.config.Settings.Journal;
import dev.leverframe.config.Settings.Log;
import dev.leverframe.config.Settings.Management;
import dev.leverframe.config.Settings.Shutdown;
import dev.leverframe.config.Settings.Stats;
import dev.leverframe.model.Flags;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.RewardSettings.Combine;
import dev.leverframe.model.RewardSettings.LatencyShape;
import dev.leverframe.model.RewardSettings.Missing;
import dev.leverframe.model.Worded;
import java.util.Map;

/** The checked value of every key, and the settings made of them. */
final class SettingsValues {
    private final Map<Key<?>, Object> values;

    SettingsValues(Map<Key<?>, Object> values) {
        this.values = values;
    }

    <T> T get(Key<T> key) {
        return key.kind().type().cast(requireNonNull(values.get(key), "every key has a default"));
    }

    /** Everything but the configured domains, which need the settings to be read. */
    Settings settings(PolicySpec policy) {
        return new Settings(
                http(),
                new Management(
                        get(Keys.MANAGEMENT_HOST), whole(Keys.MANAGEMENT_PORT), whole(Keys.MANAGEMENT_CONNECTIONS_MAX)),
                domains(policy),
                reward(),
                new Experiments(whole(Keys.EXPERIMENTS_PER_DOMAIN_MAX), whole(Keys.VARIANTS_MAX)),
                new Flags(get(Keys.EXPERIMENT_HARNESS), get(Keys.RL_LINTS)),
                new Stats(whole(Keys.STATS_PUBLISH_MS)),
                new Journal(
                        whole(Keys.JOURNAL_LINGER_MS),
                        whole(Keys.JOURNAL_WAITING_MAX),
                        whole(Keys.JOURNAL_WAITING_MB),
                        whole(Keys.JOURNAL_SNAPSHOT_INTERVAL_S),
                        whole(Keys.JOURNAL_RETENTION_H),
                        whole(Keys.JOURNAL_RETENTION_MB)),
                new Shutdown(whole(Keys.SHUTDOWN_NOTICE_MS), whole(Keys.SHUTDOWN_DRAIN_MS)),
                new Log(get(Keys.LOG_LEVEL)),
                Worded.parse(Durability.class, get(Keys.DURABILITY)).orElseThrow(),
                get(Keys.DATA_DIR),
                Worded.parse(TransportChoice.class, get(Keys.TRANSPORT)).orElseThrow());
    }

    private Http http() {
        return new Http(
                get(Keys.HTTP_HOST),
                whole(Keys.HTTP_PORT),
                whole(Keys.HTTP_INSTANCES),
                whole(Keys.HTTP_BODY_BYTES_MAX),
                whole(Keys.HTTP_BODY_TIMEOUT_MS),
                whole(Keys.HTTP_IDLE_TIMEOUT_S),
                whole(Keys.HTTP_IN_FLIGHT_MAX),
                whole(Keys.HTTP_BATCH_MAX),
                whole(Keys.HTTP_ITEMS_MAX),
                httpLimits());
    }

    private HttpLimits httpLimits() {
        return new HttpLimits(
                whole(Keys.HTTP_CONNECTIONS_MAX),
                whole(Keys.HTTP_HEADER_TIMEOUT_MS),
                whole(Keys.HTTP_REQUEST_LINE_BYTES_MAX),
                whole(Keys.HTTP_HEADER_BYTES_MAX),
                get(Keys.HTTP_BODIES_BYTES_MAX),
                whole(Keys.HTTP_IN_FLIGHT_OUTCOMES_MAX),
                whole(Keys.HTTP_IN_FLIGHT_TOTAL_MAX),
                whole(Keys.HTTP_ANSWER_TIMEOUT_MS));
    }

    private Domains domains(PolicySpec policy) {
        return new Domains(
                get(Keys.AUTO_CREATE),
                whole(Keys.DOMAINS_MAX),
                whole(Keys.ARMS_PER_DOMAIN_MAX),
                whole(Keys.CANDIDATES_MAX),
                whole(Keys.TENANTS_MAX),
                whole(Keys.PENDING_MAX),
                whole(Keys.PENDING_MB),
                whole(Keys.TURN_US),
                whole(Keys.CONTEXT_FEATURES_MAX),
                policy,
                get(Keys.DECISION_TTL_MS),
                whole(Keys.DIMENSION),
                Map.of());
    }

    private RewardSettings reward() {
        return new RewardSettings(
                get(Keys.REWARD_COST_WEIGHT),
                get(Keys.REWARD_LATENCY_WEIGHT),
                get(Keys.REWARD_QUALITY_WEIGHT),
                get(Keys.REWARD_LATENCY_MS_WINDOW),
                get(Keys.REWARD_COST_REF_USD),
                get(Keys.REWARD_FAILURE_VALUE),
                Worded.parse(LatencyShape.class, get(Keys.REWARD_LATENCY_SHAPE)).orElseThrow(),
                Worded.parse(Combine.class, get(Keys.REWARD_COMBINE)).orElseThrow(),
                Worded.parse(Missing.class, get(Keys.REWARD_MISSING)).orElseThrow(),
                get(Keys.REWARD_MISSING_VALUE));
    }

    private int whole(Key<Long> key) {
        return Math.toIntExact(get(key));
    }
}
