package dev.leverframe.bus;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Origin;
import dev.leverframe.model.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a domain, or of the registry, outside the hot path. {@code ifMatch} is the version that the caller saw,
 * or null where any will do. Every request is answered by a {@link ManagementAnswer}.
 */
public sealed interface Management extends BusMessage {
    /** Whether it changes what has to be kept. */
    default boolean changes() {
        return this instanceof PutDomain
                || this instanceof DeleteDomain
                || this instanceof SetFlag
                || this instanceof ConfigureDomain
                || this instanceof PutExperiment
                || this instanceof DeleteExperiment
                || this instanceof ChangePhase;
    }

    /** Registry: make sure that the domain runs; {@code create} allows to create it by itself. */
    record EnsureDomain(String domain, boolean create) implements Management {}

    /** Registry: create or change a domain. */
    record PutDomain(DomainSpec spec, @Nullable String ifMatch, Origin origin) implements Management {}

    /** Registry: remove a domain and everything it learned. */
    record DeleteDomain(String domain, @Nullable String ifMatch, Origin origin) implements Management {}

    /** Registry: the names of all domains. */
    record ListDomains() implements Management {}

    /** Registry: the flags. */
    record ReadFlags() implements Management {}

    /** Registry: switch one flag; answered when every domain acts on it. */
    record SetFlag(Flags.Flag flag, boolean enabled, Origin origin) implements Management {}

    /** Domain: its specification. */
    record ReadDomain() implements Management {}

    /** Domain: change the specification. */
    record ConfigureDomain(DomainSpec spec, @Nullable String ifMatch, Origin origin) implements Management {}

    /** Domain: act on these flags from the next decision on. */
    record ChangeFlags(Flags flags) implements Management {}

    /** Domain: its experiments. */
    record ListExperiments() implements Management {}

    /** Domain: one experiment. */
    record ReadExperiment(String experiment) implements Management {}

    /** Domain: all that is known about an experiment. */
    record ReadReport(String experiment) implements Management {}

    /** Domain: what putting this experiment would move; nothing changes. */
    record PreviewExperiment(ExperimentSpec spec) implements Management {}

    /** Domain: create or change an experiment. {@code phase}: the one it has to be in, or null where any will do. */
    record PutExperiment(
            ExperimentSpec spec,
            @Nullable Phase phase,
            @Nullable String ifMatch,
            Origin origin) implements Management {}

    /** Domain: remove an experiment that is not active. */
    record DeleteExperiment(String experiment, @Nullable String ifMatch, Origin origin) implements Management {}

    /** Domain: move an experiment to another phase. */
    record ChangePhase(String experiment, Phase phase, Origin origin) implements Management {}

    /** Domain: its figures, those of one tenant where a tenant is named. */
    record ReadStats(@Nullable String tenant) implements Management {}
}
