package dev.leverframe.bandit;

import dev.leverframe.domain.DomainState;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Fact.VerdictActed;
import dev.leverframe.model.Origin;
import dev.leverframe.model.Phase;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the experiments of a domain judged, and writes down what was done about them without anybody's consent. */
final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);
    /** Without news, verdicts change with time alone, and that slowly. */
    private static final long QUIET_MS = 10_000;

    private final DomainState state;
    private final InstantSource clock;
    private final AuditTrail trail;
    private long judgedSequence = -1;
    private long judgedMs;

    Judge(DomainState state, InstantSource clock, AuditTrail trail) {
        this.state = state;
        this.clock = clock;
        this.trail = trail;
    }

    /** To be called a few times a second. */
    void judge() {
        long nowMs = clock.millis();
        if (state.sequence() == judgedSequence && nowMs - judgedMs < QUIET_MS) {
            return;
        }
        DomainSpec before = state.spec();
        Map<String, Phase> phases = state.experiments().stream()
                .collect(Collectors.toMap(each -> each.spec().experiment(), ExperimentState::phase));
        state.judge(nowMs)
                .forEach(acted -> write(acted, before, phases.getOrDefault(acted.experiment(), Phase.ACTIVE)));
        judgedSequence = state.sequence();
        judgedMs = nowMs;
    }

    private void write(VerdictActed acted, DomainSpec before, Phase from) {
        Origin origin = new Origin(Origin.ITSELF, acted.verdict().word() + ": " + acted.reason());
        LOG.warn(
                "an experiment was stopped without anybody's consent domain={} experiment={} verdict={} reason={}",
                before.domain(),
                acted.experiment(),
                acted.verdict().word(),
                acted.reason());
        if (acted.promoted() != null) {
            trail.domain(acted.atMs(), origin, before, state.spec());
        }
        trail.phase(acted.atMs(), origin, before.domain(), acted.experiment(), from, Phase.STOPPED);
    }
}
