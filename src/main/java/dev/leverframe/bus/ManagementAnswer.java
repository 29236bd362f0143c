package dev.leverframe.bus;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Refusal;
import java.util.List;

/** How a {@link Management} request ends. */
public sealed interface ManagementAnswer extends BusMessage {
    /** It was done, and there is nothing to say about it. */
    record Done() implements ManagementAnswer {}

    /** It was refused. */
    record Refused(Refusal refusal) implements ManagementAnswer {}

    /** Names, in alphabetical order. */
    record Names(List<String> names) implements ManagementAnswer {
        public Names {
            names = List.copyOf(names);
        }
    }

    /** A domain as it stands. {@code created}: this request made it. */
    record DomainView(DomainSpec spec, String version, boolean created) implements ManagementAnswer {}

    /** An experiment as it stands. {@code created}: this request made it. */
    record ExperimentView(String domain, ExperimentSpec spec, Phase phase, int segment, String version, boolean created)
            implements ManagementAnswer {}

    /** All experiments of a domain. */
    record ExperimentViews(List<ExperimentView> experiments) implements ManagementAnswer {
        public ExperimentViews {
            experiments = List.copyOf(experiments);
        }
    }

    /** The flags as they stand. */
    record FlagsView(Flags flags) implements ManagementAnswer {}

    /** Figures of a domain. */
    record StatsView(DomainStats stats) implements ManagementAnswer {}
}
