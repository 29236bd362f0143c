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
     * @param inFlightMax selects accepted and not yet answered, per domain and HTTP verticle
     * @param batchMax commands in one bus message
     * @param itemsMax items in one HTTP batch
     * @param limits what keeps it calm when there is too much
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
            int itemsMax,
            HttpLimits limits) {}

    /**
     * What keeps the data plane calm when there is too much.
     *
     * @param connectionsMax open connections of all HTTP verticles
     * @param headerTimeoutMs milliseconds from a connection to the end of its first head
     * @param requestLineBytesMax bytes of a request line
     * @param headerBytesMax bytes of all headers of a request
     * @param bodiesBytesMax bytes of bodies that are being read, per HTTP verticle
     * @param inFlightOutcomesMax outcomes accepted and not yet answered, per domain and HTTP verticle
     * @param inFlightTotalMax selects and outcomes accepted and not yet answered, per HTTP verticle; outcomes get half
     * @param answerTimeoutMs milliseconds that a command may wait for its turn, and as many for its answer
     */
    public record HttpLimits(
            int connectionsMax,
            int headerTimeoutMs,
            int requestLineBytesMax,
            int headerBytesMax,
            long bodiesBytesMax,
            int inFlightOutcomesMax,
            int inFlightTotalMax,
            int answerTimeoutMs) {}

    /**
     * The management plane.
     *
     * @param host address to bind
     * @param port TCP port; 0: any free one
     * @param connectionsMax open connections
     */
    public record Management(String host, int port, int connectionsMax) {}

    /**
     * Domains, and what they are where they say nothing.
     *
     * @param autoCreate whether a select for an unknown domain creates it
     * @param domainsMax domains of the process
     * @param armsPerDomainMax arms of one domain
     * @param candidatesMax candidates of one select
     * @param tenantsMax tenants counted apart in one domain
     * @param pendingMax decisions of one domain that wait for their outcome
     * @param pendingMb megabytes of remembered decisions of all domains; 0: a quarter of the heap
     * @param turnUs microseconds that one domain works before others of its event loop go first
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
            int pendingMb,
            int turnUs,
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
                    pendingMb,
                    turnUs,
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
     * @param waitingMb megabytes of facts that may wait to be written; past it the same
     * @param snapshotIntervalS seconds between two snapshots of a domain that changed
     * @param retentionH hours that the decision log keeps a fact
     * @param retentionMb megabytes of facts that the decision log keeps, of all domains
     */
    public record Journal(
            int lingerMs, int waitingMax, int waitingMb, int snapshotIntervalS, int retentionH, int retentionMb) {}

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
