package dev.leverframe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a domain, in the past tense. The state of a domain changes only by applying facts, in order, so that
 * serving, recovery and replay are the same code. Times are milliseconds since the epoch.
 */
public sealed interface Fact {
    /** When it happened, ms since the epoch. */
    long atMs();

    record DomainConfigured(long atMs, DomainSpec spec) implements Fact {}

    record ArmAdded(long atMs, String arm) implements Fact {}

    record FlagsChanged(long atMs, Flags flags) implements Fact {}

    record ExperimentConfigured(long atMs, ExperimentSpec spec) implements Fact {}

    record ExperimentDeleted(long atMs, String experiment) implements Fact {}

    record PhaseChanged(long atMs, String experiment, Phase from, Phase to, String reason) implements Fact {}

    /**
     * A verdict was acted on without anybody's consent; the change of phase is the next fact.
     *
     * @param treatment whom it is about; null: all of them
     * @param promoted the variant whose policy is the core policy from here on, with all that it has learned; null: none is
     * @param reason one sentence
     */
    record VerdictActed(
            long atMs,
            String experiment,
            Verdict verdict,
            @Nullable String treatment,
            @Nullable String promoted,
            String reason)
            implements Fact {}

    /**
     * A logged reward was imported as a warm start: the core policy learns from it, and no estimate ever uses it.
     *
     * @param decisionId as it was logged
     * @param arm an arm of this domain
     * @param reward in [0, 1]
     */
    record RewardImported(long atMs, String decisionId, Context context, String arm, double reward) implements Fact {}

    /**
     * Of the registry: a domain came to be.
     *
     * @param generation from 1; tells a domain from one that had its name before it
     */
    record DomainOpened(long atMs, String domain, int generation) implements Fact {}

    /** Of the registry: a domain was deleted. */
    record DomainDeleted(long atMs, String domain, int generation) implements Fact {}

    /**
     * Of the registry: what file and environment said at a start. What they say acts where it differs from what they said
     * before, so that a change made at run time outlives a restart.
     */
    record SettingsRead(long atMs, Flags flags, List<DomainSpec> domains) implements Fact {
        public SettingsRead {
            domains = List.copyOf(domains);
        }
    }

    /**
     * A decision was made.
     *
     * @param candidates in the order in which the draw walked over them
     * @param features the context as the policies saw it, with the served arm's own features where arms have some
     * @param encoding version of the encoding that the features were made by
     * @param arm position of the served arm in {@code candidates}
     * @param behaviour what was drawn from, in candidate order
     * @param propensityError the largest numerical error that a policy estimated for a distribution that it computed for
     *     this decision, before it was normalised; at least 0
     * @param experiment the experiment that decided or, in shadow, watched; null without one
     * @param variant the variant that decided, or null
     * @param proposals what the variants of the experiments at hand had for this select
     */
    record DecisionMade(
            long atMs,
            String decisionId,
            @Nullable String key,
            @Nullable String tenant,
            List<String> candidates,
            Context context,
            FeatureVector features,
            String encoding,
            int arm,
            Distribution behaviour,
            double propensityError,
            String policy,
            Reason reason,
            @Nullable FallbackCause fallbackCause,
            @Nullable String experiment,
            @Nullable String variant,
            @Nullable Phase phase,
            List<Proposals> proposals)
            implements Fact {
        /** Largest context that is kept while its outcome is awaited, in characters and numbers. */
        private static final long CONTEXT_WEIGHT_MAX = 4_096;

        public DecisionMade {
            candidates = List.copyOf(candidates);
            proposals = List.copyOf(proposals);
        }

        /**
         * What is kept while the outcome is awaited: the same, but without a context that is large, since a caller can make
         * it hundreds of times as large as what the policies saw of it. Where the encoding changes meanwhile, such a
         * decision is learned from as if no context had been sent.
         */
        public DecisionMade forWaiting() {
            if (context.weight() <= CONTEXT_WEIGHT_MAX) {
                return this;
            }
            return new DecisionMade(
                    atMs,
                    decisionId,
                    key,
                    tenant,
                    candidates,
                    Context.NONE,
                    features,
                    encoding,
                    arm,
                    behaviour,
                    propensityError,
                    policy,
                    reason,
                    fallbackCause,
                    experiment,
                    variant,
                    phase,
                    proposals);
        }

        /** The served arm. */
        public String served() {
            return candidates.get(arm);
        }

        /** The probability with which the served arm was drawn. */
        public double propensity() {
            return behaviour.get(arm);
        }
    }

    /**
     * An outcome was joined to its decision, or (without one) taken as unattributed.
     *
     * @param arm the arm it speaks of
     * @param reward in [0, 1]
     * @param components the raw parts, or null where the reward was sent as it is
     * @param missing the weighted components that were not sent
     */
    record OutcomeRecorded(
            long atMs,
            @Nullable String decisionId,
            @Nullable String outcomeId,
            String arm,
            double reward,
            Outcome.@Nullable Components components,
            List<String> missing)
            implements Fact {
        public OutcomeRecorded {
            missing = List.copyOf(missing);
        }
    }

    /** An outcome came and changed nothing but a count. */
    record OutcomeDiscarded(long atMs, Discarded cause) implements Fact {}

    /**
     * Decisions made before this moment no longer wait for their outcome.
     *
     * @param forgottenDecisions besides, so many of the oldest were forgotten early for want of memory
     * @param forgottenIds and so many of the oldest ids of outcomes
     */
    record DecisionsExpired(long atMs, long madeBeforeMs, int forgottenDecisions, int forgottenIds) implements Fact {
        /** None forgotten early. */
        public DecisionsExpired(long atMs, long madeBeforeMs) {
            this(atMs, madeBeforeMs, 0, 0);
        }
    }

    /** Why an outcome was not learned from. */
    enum Discarded {
        DUPLICATE,
        LATE,
        UNKNOWN
    }
}
