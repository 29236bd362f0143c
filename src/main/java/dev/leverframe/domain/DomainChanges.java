package dev.leverframe.domain;

import dev.leverframe.experiment.Allocation;
import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Refusal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The commands that change how a domain is set up. Each returns why not, or empty where it was done. */
public final class DomainChanges {
    private final Knowledge knowledge;
    private final Limits limits;
    private final Consumer<Fact> emit;

    DomainChanges(Knowledge knowledge, Limits limits, Consumer<Fact> emit) {
        this.knowledge = knowledge;
        this.limits = limits;
        this.emit = emit;
    }

    /** Acts on these flags from the next decision on. */
    public void flags(Flags flags, long nowMs) {
        if (!flags.equals(knowledge.flags())) {
            emit.accept(new Fact.FlagsChanged(nowMs, flags));
        }
    }

    /** Changes the specification; what does not change keeps what it learned. */
    public Optional<Refusal> configure(DomainSpec spec, long nowMs) {
        long fresh =
                spec.arms().stream().filter(arm -> !knowledge.arms.isKnown(arm)).count();
        if (knowledge.arms.size() + fresh > limits.armsMax()) {
            return Optional.of(Refusal.field(
                    Refusal.Code.LIMIT_REACHED,
                    "/arms",
                    "a domain may have at most " + limits.armsMax() + " arms, retired ones included"));
        }
        if (!spec.equals(knowledge.spec())) {
            emit.accept(new Fact.DomainConfigured(nowMs, spec));
        }
        return Optional.empty();
    }

    /** Creates an experiment in shadow, or changes one that is not stopped. */
    public Optional<Refusal> configure(ExperimentSpec spec, long nowMs) {
        ExperimentState known = knowledge.experiment(spec.experiment());
        if (known == null && knowledge.experiments().size() >= limits.experimentsMax()) {
            return Optional.of(new Refusal(
                    Refusal.Code.LIMIT_REACHED,
                    "a domain may have at most " + limits.experimentsMax() + " experiments; delete one first"));
        }
        if (known != null && known.phase() == Phase.STOPPED && !spec.equals(known.spec())) {
            return Optional.of(new Refusal(
                    Refusal.Code.CONFLICT,
                    "experiment '" + spec.experiment() + "' is stopped; give a new experiment another name"));
        }
        Optional<Refusal> unallocatable = unallocatable(spec);
        if (unallocatable.isPresent()) {
            return unallocatable;
        }
        if (known == null || !spec.equals(known.spec())) {
            emit.accept(new Fact.ExperimentConfigured(nowMs, spec));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> unallocatable(ExperimentSpec spec) {
        try {
            Allocation.of(spec);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Refusal.field(
                    Refusal.Code.INVALID_FIELD, "/variants", Objects.requireNonNull(e.getMessage(), "it says why")));
        }
    }

    /** Removes an experiment that exists and is not active. */
    public Optional<Refusal> deleteExperiment(ExperimentState experiment, long nowMs) {
        String name = experiment.spec().experiment();
        if (experiment.phase() == Phase.ACTIVE) {
            return Optional.of(new Refusal(
                    Refusal.Code.CONFLICT, "experiment '" + name + "' is active; stop it before you delete it"));
        }
        emit.accept(new Fact.ExperimentDeleted(nowMs, name));
        return Optional.empty();
    }

    /** Moves an experiment to another phase, or says why it may not. */
    public Optional<Refusal> changePhase(ExperimentState experiment, Phase next, String reason, long nowMs) {
        String name = experiment.spec().experiment();
        Optional<ExperimentState> active = knowledge.active().filter(other -> other != experiment);
        if (!experiment.phase().mayBecome(next)) {
            return Optional.of(new Refusal(
                    Refusal.Code.CONFLICT, "experiment '" + name + "' is stopped, and stays so; start another one"));
        }
        if (next == Phase.ACTIVE && active.isPresent()) {
            return Optional.of(new Refusal(
                    Refusal.Code.CONFLICT,
                    "experiment '" + active.get().spec().experiment() + "' is active on domain '" + knowledge.domain()
                            + "'; stop it first, since only one may decide"));
        }
        if (next != experiment.phase()) {
            emit.accept(new Fact.PhaseChanged(nowMs, name, experiment.phase(), next, reason));
        }
        return Optional.empty();
    }
}
