package dev.leverframe.domain;

import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionsExpired;
import dev.leverframe.model.Fact.PhaseChanged;
import dev.leverframe.model.Fact.VerdictActed;
import dev.leverframe.model.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What follows from the passing of time, without anybody asking. */
final class Conclusions {
    private final Knowledge knowledge;
    private final Records records;
    private final Consumer<Fact> emit;

    Conclusions(Knowledge knowledge, Records records, Consumer<Fact> emit) {
        this.knowledge = knowledge;
        this.records = records;
        this.emit = emit;
    }

    /** See {@link DomainState#expire}. */
    void expire(long nowMs) {
        long ttlMs = knowledge.configured().decisionTtlMs();
        if (records.table.hasMadeBefore(nowMs - ttlMs)
                || knowledge.experiments().stream().anyMatch(each -> each.due(nowMs))) {
            emit.accept(new DecisionsExpired(nowMs, nowMs - ttlMs));
        }
    }

    /** See {@link DomainState#judge}. */
    List<VerdictActed> judge(long nowMs) {
        List<VerdictActed> done = new ArrayList<>();
        for (ExperimentState experiment : List.copyOf(knowledge.experiments())) {
            if (experiment.phase() != Phase.STOPPED) {
                experiment.judge(new Figures(knowledge, records).around(nowMs)).ifPresent(acted -> {
                    act(experiment, acted);
                    done.add(acted);
                });
            }
        }
        return done;
    }

    private void act(ExperimentState experiment, VerdictActed acted) {
        String reason = acted.verdict().word() + ": " + acted.reason();
        emit.accept(acted);
        emit.accept(new PhaseChanged(acted.atMs(), acted.experiment(), experiment.phase(), Phase.STOPPED, reason));
    }
}
