package dev.leverframe.bandit;

import dev.leverframe.config.DomainBody;
import dev.leverframe.config.ExperimentBody;
import dev.leverframe.model.Change;
import dev.leverframe.model.Change.Action;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Origin;
import dev.leverframe.model.Phase;
import io.vertx.core.json.Json;
import org.jspecify.annotations.Nullable;

/** Writes the lines of the audit log: every change with who, when, from what, to what, and why. */
final class AuditTrail {
    private final FactBuffer buffer;

    AuditTrail(FactBuffer buffer) {
        this.buffer = buffer;
    }

    void domain(long atMs, Origin origin, @Nullable DomainSpec from, @Nullable DomainSpec to) {
        DomainSpec any = from == null ? to : from;
        Action action =
                from == null ? Action.DOMAIN_CREATED : to == null ? Action.DOMAIN_DELETED : Action.DOMAIN_CHANGED;
        String domain = any == null ? "" : any.domain();
        write(atMs, origin, domain, action, domain, json(from), json(to));
    }

    /** The end of a domain that nobody could read any more. */
    void unrecovered(long atMs, Origin origin, String domain) {
        write(atMs, origin, domain, Action.DOMAIN_DELETED, domain, null, null);
    }

    void experiment(
            long atMs, Origin origin, String domain, @Nullable ExperimentSpec from, @Nullable ExperimentSpec to) {
        ExperimentSpec any = from == null ? to : from;
        Action action = from == null
                ? Action.EXPERIMENT_CREATED
                : to == null ? Action.EXPERIMENT_DELETED : Action.EXPERIMENT_CHANGED;
        write(atMs, origin, domain, action, any == null ? "" : any.experiment(), json(from), json(to));
    }

    void phase(long atMs, Origin origin, String domain, String experiment, Phase from, Phase to) {
        write(atMs, origin, domain, Action.PHASE_CHANGED, experiment, Json.encode(from.word()), Json.encode(to.word()));
    }

    void flag(long atMs, Origin origin, Flags.Flag flag, boolean from, boolean to) {
        write(atMs, origin, null, Action.FLAG_CHANGED, flag.name(), Json.encode(from), Json.encode(to));
    }

    private void write(
            long atMs,
            Origin origin,
            @Nullable String domain,
            Action action,
            String subject,
            @Nullable String from,
            @Nullable String to) {
        buffer.change(new Change(atMs, origin.actor(), domain, action, subject, from, to, origin.reason()));
    }

    private static @Nullable String json(@Nullable DomainSpec spec) {
        return spec == null ? null : DomainBody.toJson(spec).encode();
    }

    private static @Nullable String json(@Nullable ExperimentSpec spec) {
        return spec == null ? null : ExperimentBody.toJson(spec).encode();
    }
}
