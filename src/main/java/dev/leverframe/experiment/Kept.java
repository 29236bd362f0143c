package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.Fact.ExperimentConfigured;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Snapshot;
import dev.leverframe.model.Worded;

/** Reads what every part of an experiment's snapshot says: by which specification, and in which phase. */
final class Kept {
    private Kept() {}

    static ExperimentSpec spec(Snapshot kept) {
        if (kept.fact("spec") instanceof ExperimentConfigured configured) {
            return configured.spec();
        }
        throw new IllegalArgumentException("spec must say how an experiment was configured, got " + kept.fact("spec"));
    }

    static Phase phase(Snapshot kept) {
        String word = String.valueOf(kept.text("phase"));
        return Worded.parse(Phase.class, word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "phase must be one of " + Worded.words(Phase.class) + ", got " + word));
    }
}
