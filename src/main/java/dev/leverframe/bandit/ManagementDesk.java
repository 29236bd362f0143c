package dev.leverframe.bandit;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.ManagementAnswer.DomainView;
import dev.leverframe.bus.ManagementAnswer.Done;
import dev.leverframe.bus.ManagementAnswer.ExperimentView;
import dev.leverframe.bus.ManagementAnswer.ExperimentViews;
import dev.leverframe.bus.ManagementAnswer.PreviewView;
import dev.leverframe.bus.ManagementAnswer.Refused;
import dev.leverframe.bus.ManagementAnswer.ReportView;
import dev.leverframe.bus.ManagementAnswer.StatsView;
import dev.leverframe.domain.DomainState;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.experiment.FlipAdvice;
import dev.leverframe.experiment.Preview;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Origin;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.UnitMoves;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what is asked of a domain outside the hot path. */
final class ManagementDesk {
    private final DomainState state;
    private final InstantSource clock;
    private final AuditTrail trail;

    ManagementDesk(DomainState state, InstantSource clock, AuditTrail trail) {
        this.state = state;
        this.clock = clock;
        this.trail = trail;
    }

    ManagementAnswer handle(Management request) {
        if (request instanceof Management.ReadStats read) {
            return new StatsView(read.tenant() == null ? state.stats() : state.stats(read.tenant()));
        } else if (request instanceof Management.ReadDomain) {
            return domainView(false);
        } else if (request instanceof Management.ConfigureDomain configure) {
            return configure(configure);
        } else if (request instanceof Management.ChangeFlags change) {
            state.changes().flags(change.flags(), clock.millis());
            return new Done();
        }
        return handleExperiments(request);
    }

    private ManagementAnswer handleExperiments(Management request) {
        if (request instanceof Management.ListExperiments) {
            return new ExperimentViews(
                    state.experiments().stream().map(each -> view(each, false)).toList());
        } else if (request instanceof Management.ReadExperiment read) {
            return with(read.experiment(), null, experiment -> view(experiment, false));
        } else if (request instanceof Management.ReadReport read) {
            return with(read.experiment(), null, experiment -> report(read.experiment()));
        } else if (request instanceof Management.PutExperiment put) {
            return put(put);
        } else if (request instanceof Management.DeleteExperiment delete) {
            return with(delete.experiment(), delete.ifMatch(), experiment -> delete(experiment, delete.origin()));
        } else if (request instanceof Management.ChangePhase change) {
            return with(change.experiment(), null, experiment -> changePhase(experiment, change));
        }
        throw new IllegalArgumentException("not for a domain: " + request);
    }

    private ManagementAnswer configure(Management.ConfigureDomain configure) {
        Refusal stale = stale(configure.ifMatch(), Long.toString(state.version()));
        if (stale != null) {
            return new Refused(stale);
        }
        DomainSpec before = state.spec();
        long nowMs = clock.millis();
        return orRefused(state.changes().configure(configure.spec(), nowMs), () -> {
            if (!before.equals(state.spec())) {
                trail.domain(nowMs, configure.origin(), before, state.spec());
            }
            return domainView(false);
        });
    }

    private ManagementAnswer report(String experiment) {
        ExperimentReport report = state.report(experiment, clock.millis()).orElseThrow();
        FlipAdvice flip = FlipAdvice.of(report);
        return new ReportView(report, flip.recommended(), flip.reasons());
    }

    /**
     * What a change would move. Reads the experiment now; the counting, which takes milliseconds and needs nothing of the
     * domain, may be done on another thread.
     */
    Callable<ManagementAnswer> preview(Management.PreviewExperiment request) {
        ExperimentSpec changed = request.spec();
        ExperimentState experiment = state.experiment(changed.experiment());
        if (experiment == null) {
            ManagementAnswer unknown = unknown(changed.experiment());
            return () -> unknown;
        }
        ExperimentSpec spec = experiment.spec();
        Phase phase = experiment.phase();
        String domain = domain();
        return () -> {
            try {
                UnitMoves moves = Preview.of(domain, spec, changed);
                return new PreviewView(domain, spec.experiment(), phase, moves);
            } catch (IllegalArgumentException e) {
                return new Refused(Refusal.field(
                        Refusal.Code.INVALID_FIELD,
                        "/variants",
                        Objects.requireNonNull(e.getMessage(), "it says why")));
            }
        };
    }

    private ManagementAnswer delete(ExperimentState experiment, Origin origin) {
        long nowMs = clock.millis();
        return orRefused(state.changes().deleteExperiment(experiment, nowMs), () -> {
            trail.experiment(nowMs, origin, domain(), experiment.spec(), null);
            return new Done();
        });
    }

    private ManagementAnswer changePhase(ExperimentState experiment, Management.ChangePhase change) {
        Phase before = experiment.phase();
        long nowMs = clock.millis();
        String reason = Objects.requireNonNullElse(change.origin().reason(), "");
        return orRefused(state.changes().changePhase(experiment, change.phase(), reason, nowMs), () -> {
            if (before != experiment.phase()) {
                trail.phase(
                        nowMs, change.origin(), domain(), experiment.spec().experiment(), before, experiment.phase());
            }
            return view(experiment, false);
        });
    }

    private String domain() {
        return state.spec().domain();
    }

    private ManagementAnswer put(Management.PutExperiment put) {
        String name = put.spec().experiment();
        ExperimentState known = state.experiment(name);
        Phase phase = known == null ? Phase.SHADOW : known.phase();
        if (put.phase() != null && put.phase() != phase) {
            return new Refused(Refusal.field(
                    Refusal.Code.CONFLICT,
                    "/phase",
                    "the phase is " + phase.word() + " and is changed by POST .../experiments/" + name + "/phase"));
        }
        Refusal stale = stale(put.ifMatch(), known == null ? null : Long.toString(known.version()));
        if (stale != null) {
            return new Refused(stale);
        }
        ExperimentSpec before = known == null ? null : known.spec();
        long nowMs = clock.millis();
        return orRefused(
                state.changes().configure(put.spec(), nowMs),
                () -> with(name, null, experiment -> {
                    if (!experiment.spec().equals(before)) {
                        trail.experiment(nowMs, put.origin(), domain(), before, experiment.spec());
                    }
                    return view(experiment, known == null);
                }));
    }

    private ManagementAnswer with(
            String name, @Nullable String ifMatch, Function<ExperimentState, ManagementAnswer> action) {
        ExperimentState experiment = state.experiment(name);
        if (experiment == null) {
            return unknown(name);
        }
        Refusal stale = stale(ifMatch, Long.toString(experiment.version()));
        return stale == null ? action.apply(experiment) : new Refused(stale);
    }

    private Refused unknown(String experiment) {
        return new Refused(new Refusal(
                Refusal.Code.UNKNOWN_EXPERIMENT, "domain '" + domain() + "' has no experiment '" + experiment + "'"));
    }

    /** @param current the version that stands; null where there is nothing yet */
    private static @Nullable Refusal stale(@Nullable String ifMatch, @Nullable String current) {
        if (ifMatch == null || (current != null && (ifMatch.equals("*") || ifMatch.equals(current)))) {
            return null;
        }
        return new Refusal(
                Refusal.Code.STALE,
                "it changed since you read it (version is " + current + ", yours " + ifMatch + "); read it again");
    }

    private static ManagementAnswer orRefused(Optional<Refusal> refusal, Supplier<ManagementAnswer> done) {
        return refusal.<ManagementAnswer>map(Refused::new).orElseGet(done);
    }

    private DomainView domainView(boolean created) {
        return new DomainView(state.spec(), Long.toString(state.version()), created);
    }

    private ExperimentView view(ExperimentState experiment, boolean created) {
        return new ExperimentView(
                state.spec().domain(),
                experiment.spec(),
                experiment.phase(),
                experiment.segment(),
                ExperimentWarnings.of(experiment.spec(), state.spec()),
                Long.toString(experiment.version()),
                created);
    }
}
