package dev.leverframe.bus;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.ExperimentReport;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.UnitMoves;
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

    /**
     * An experiment as it stands.
     *
     * @param warnings what is allowed but probably not meant, as the domain is
     * @param created whether this request made it
     */
    record ExperimentView(
            String domain,
            ExperimentSpec spec,
            Phase phase,
            int segment,
            List<String> warnings,
            String version,
            boolean created)
            implements ManagementAnswer {
        public ExperimentView {
            warnings = List.copyOf(warnings);
        }
    }

    /** All experiments of a domain. */
    record ExperimentViews(List<ExperimentView> experiments) implements ManagementAnswer {
        public ExperimentViews {
            experiments = List.copyOf(experiments);
        }
    }

    /**
     * The flags as they stand.
     *
     * @param unconfirmed domains that have not said yet that they act on a change; they do before whatever reaches them later
     */
    record FlagsView(Flags flags, List<String> unconfirmed) implements ManagementAnswer {
        public FlagsView {
            unconfirmed = List.copyOf(unconfirmed);
        }
    }

    /**
     * What is known about an experiment.
     *
     * @param flipRecommended whether it may go from shadow to active
     * @param flipReasons what speaks against that, each in words
     */
    record ReportView(ExperimentReport report, boolean flipRecommended, List<String> flipReasons)
            implements ManagementAnswer {
        public ReportView {
            flipReasons = List.copyOf(flipReasons);
        }
    }

    /** What a change of an experiment would move, in the phase that it is in. */
    record PreviewView(String domain, String experiment, Phase phase, UnitMoves moves) implements ManagementAnswer {}

    /** Figures of a domain. */
    record StatsView(DomainStats stats) implements ManagementAnswer {}
}
