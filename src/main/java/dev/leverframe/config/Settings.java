package dev.leverframe.config;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.RewardSettings;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the process: built-in defaults, then the file, then the environment, each value within its bounds.
 * What each is good for stands beside it in {@code conf/leverframe.yaml}.
 *
 * @param reward how domains turn components into a reward unless they say otherwise
 * @param flags the feature flags at the start
 * @param durability what an acknowledged outcome survives
 * @param dataDir the directory of what is kept
 * @param transport which way sockets are read and written
 */
public record Settings(
        Http http,
        Management management,
        Domains domains,
        RewardSettings reward,
        Experiments experiments,
        Flags flags,
        Stats stats,
        Journal journal,
        Shutdown shutdown,
        Log log,
        Durability durability,
        String dataDir,
        TransportChoice transport) {

    /** The built-in settings, as if there were neither a file nor an environment. */
    public static Settings defaults() {
        return SettingsReader.defaults();
    }

    /** What one domain may hold. */
    public Limits limits() {
        return new Limits(
                domains.armsPerDomainMax(),
                domains.candidatesMax(),
                domains.contextFeaturesMax(),
                domains.tenantsMax(),
                domains.pendingMax(),
                experiments.perDomainMax());
    }

    Settings withConfigured(Map<String, DomainSpec> configured) {
        return new Settings(
                http,
                management,
                domains.withConfigured(configured),
                reward,
                experiments,
                flags,
                stats,
                journal,
                shutdown,
                log,
                durability,
                dataDir,
                transport);
    }

    /**
     * The data plane.
     *
     * @param host address to bind
     * @param port TCP port; 0: any free one
     * @param instances HTTP verticles; 0: one per event loop
     * @param bodyBytesMax bytes of one request body
     * @param bodyTimeoutMs milliseconds that a body may take to arrive
     * @param idleTimeoutS seconds after which a silent connection is closed
     * @param inFlightMax selects and outcomes accepted and not yet answered, per domain and HTTP verticle
     * @param batchMax commands in one bus message
     * @param itemsMax items in one HTTP batch
     */
    public record Http(
            String host,
            int port,
            int instances,
            int bodyBytesMax,
            int bodyTimeoutMs,
            int idleTimeoutS,
            int inFlightMax,
            int batchMax,
            int itemsMax) {}

    /**
     * The management plane.
     *
     * @param host address to bind
     * @param port TCP port; 0: any free one
     */
    public record Management(String host, int port) {}

    /**
     * Domains, and what they are where they say nothing.
     *
     * @param autoCreate whether a select for an unknown domain creates it
     * @param domainsMax domains of the process
     * @param armsPerDomainMax arms of one domain
     * @param candidatesMax candidates of one select
     * @param tenantsMax tenants counted apart in one domain
     * @param pendingMax decisions of one domain that wait for their outcome
     * @param contextFeaturesMax features of one context
     * @param policy core policy
     * @param decisionTtlMs milliseconds that a decision waits for its outcome
     * @param dimension positions of an encoded context
     * @param configured the domains that exist from the start, by name in alphabetical order
     */
    public record Domains(
            boolean autoCreate,
            int domainsMax,
            int armsPerDomainMax,
            int candidatesMax,
            int tenantsMax,
            int pendingMax,
            int contextFeaturesMax,
            PolicySpec policy,
            long decisionTtlMs,
            int dimension,
            Map<String, DomainSpec> configured) {
        public Domains {
            configured = Collections.unmodifiableMap(new TreeMap<>(configured));
        }

        private Domains withConfigured(Map<String, DomainSpec> changed) {
            return new Domains(
                    autoCreate,
                    domainsMax,
                    armsPerDomainMax,
                    candidatesMax,
                    tenantsMax,
                    pendingMax,
                    contextFeaturesMax,
                    policy,
                    decisionTtlMs,
                    dimension,
                    changed);
        }
    }

    /**
     * Experiments.
     *
     * @param perDomainMax experiments of one domain
     * @param variantsMax variants of one experiment
     */
    public record Experiments(int perDomainMax, int variantsMax) {}

    /**
     * What bandits publish.
     *
     * @param publishMs milliseconds between two publications
     */
    public record Stats(int publishMs) {}

    /**
     * What is kept in the data directory.
     *
     * @param lingerMs milliseconds that the facts of decisions may wait to be written together
     * @param waitingMax facts that may wait to be written; past it selects and outcomes are refused
     * @param snapshotIntervalS seconds between two snapshots of a domain that changed
     * @param retentionH hours that the decision log keeps a fact
     * @param retentionMb megabytes of facts that the decision log keeps, of all domains
     */
    public record Journal(int lingerMs, int waitingMax, int snapshotIntervalS, int retentionH, int retentionMb) {}

    /**
     * The end of the process.
     *
     * @param noticeMs milliseconds between readiness going down and the data plane closing
     * @param drainMs milliseconds that requests in flight have to finish
     */
    public record Shutdown(int noticeMs, int drainMs) {}

    /**
     * The log.
     *
     * @param level least severity written: error, warn, info, debug or trace
     */
    public record Log(String level) {}
}
