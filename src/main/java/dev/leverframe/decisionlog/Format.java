package dev.leverframe.decisionlog;

import dev.leverframe.model.Worded;

/** What the decision log can be written as. */
public enum Format implements Worded {
    /** One JSON object a row, with everything that is known. */
    JSONL,
    /** The same as columns. */
    PARQUET,
    /** The columns of the Open Bandit Pipeline's feedback, as CSV; decisions with a reward only. */
    OBP,
    /** Vowpal Wabbit's {@code dsjson}; decisions with a reward only. */
    DSJSON
}
