package dev.leverframe.decisionlog;

import com.jerolba.carpet.annotation.NotNull;
import com.jerolba.carpet.annotation.ParquetJson;
import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Outcome.Components;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Worded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row as Parquet has it. Distributions are in the order of {@code candidates}; a context is JSON text. */
public record ParquetRow(
        @NotNull String kind,
        @NotNull String domain,
        int generation,
        long sequence,
        long stateVersion,
        @NotNull Instant at,
        @Nullable String decisionId,
        @Nullable String key,
        @Nullable String tenant,
        @Nullable List<String> candidates,
        @ParquetJson @Nullable String context,
        @Nullable String arm,
        @Nullable Double propensity,
        @Nullable List<Double> distribution,
        @Nullable String policy,
        @Nullable String reason,
        @Nullable String fallbackCause,
        @Nullable String experiment,
        @Nullable String variant,
        @Nullable String phase,
        @Nullable List<Proposal> proposals,
        @Nullable List<Outcome> outcomes,
        @Nullable Double reward,
        @Nullable Long missing) {

    /** What a variant had. */
    public record Proposal(
            @NotNull String experiment,
            int segment,
            @NotNull String phase,
            @NotNull String variant,
            boolean assigned,
            double share,
            @NotNull String policy,
            @NotNull List<Double> distribution,
            @Nullable String substituted) {}

    /** What was recorded. */
    public record Outcome(
            @Nullable String outcomeId,
            @NotNull Instant at,
            double reward,
            @Nullable Double latencyMs,
            @Nullable Double costUsd,
            @Nullable Double quality,
            @Nullable Boolean failed,
            @NotNull List<String> missing) {}

    static ParquetRow of(LogRow row) {
        if (row instanceof Decided decided) {
            return decision(decided, decided.decision());
        } else if (row instanceof LogRow.Unattributed unattributed) {
            OutcomeRecorded outcome = unattributed.outcome();
            return bare("unattributed", row, outcome.arm(), List.of(outcome(outcome)), outcome.reward(), null);
        }
        return bare("gap", row, null, null, null, ((LogRow.Gap) row).missing());
    }

    private static ParquetRow decision(Decided row, DecisionMade decision) {
        return new ParquetRow(
                "decision",
                row.stream().domain(),
                row.stream().generation(),
                row.sequence(),
                row.sequence() - 1,
                Instant.ofEpochMilli(row.atMs()),
                decision.decisionId(),
                decision.key(),
                decision.tenant(),
                decision.candidates(),
                Json.text(json -> Json.context(json, decision.context())),
                decision.served(),
                decision.propensity(),
                list(decision.behaviour()),
                decision.policy(),
                decision.reason().word(),
                word(decision.fallbackCause()),
                decision.experiment(),
                decision.variant(),
                word(decision.phase()),
                proposals(decision),
                row.outcomes().stream().map(ParquetRow::outcome).toList(),
                row.reward(),
                null);
    }

    private static ParquetRow bare(
            String kind,
            LogRow row,
            @Nullable String arm,
            @Nullable List<Outcome> outcomes,
            @Nullable Double reward,
            @Nullable Long missing) {
        return new ParquetRow(
                kind,
                row.stream().domain(),
                row.stream().generation(),
                row.sequence(),
                row.sequence() - 1,
                Instant.ofEpochMilli(row.atMs()),
                null,
                null,
                null,
                null,
                null,
                arm,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                outcomes,
                reward,
                missing);
    }

    private static List<Proposal> proposals(DecisionMade decision) {
        List<Proposal> all = new ArrayList<>();
        for (Proposals proposals : decision.proposals()) {
            for (Proposals.Proposal proposal : proposals.variants()) {
                all.add(new Proposal(
                        proposals.experiment(),
                        proposals.segment(),
                        proposals.phase().word(),
                        proposal.variant(),
                        proposal.variant().equals(proposals.assigned()),
                        proposal.share(),
                        proposal.policy(),
                        list(proposal.distribution()),
                        word(proposal.substituted())));
            }
        }
        return all;
    }

    private static Outcome outcome(OutcomeRecorded outcome) {
        Components components = outcome.components();
        return new Outcome(
                outcome.outcomeId(),
                Instant.ofEpochMilli(outcome.atMs()),
                outcome.reward(),
                components == null ? null : components.latencyMs(),
                components == null ? null : components.costUsd(),
                components == null ? null : components.quality(),
                components == null ? null : components.failed(),
                outcome.missing());
    }

    private static List<Double> list(Distribution distribution) {
        return Arrays.stream(distribution.toArray()).boxed().toList();
    }

    private static @Nullable String word(@Nullable Worded word) {
        return word == null ? null : word.word();
    }
}
