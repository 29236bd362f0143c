package dev.leverframe.journal.wire;

import dev.leverframe.model.Fact.DecisionMade;
import java.util.ArrayList;
import java.util.List;

/** What the decisions of one commit have in common, each kept once, behind them: it may be more than half of their bytes. */
final class Commons {
    /** Decisions of a domain have few courses at a time; where each has another, none is looked for in all of them. */
    private static final int LOOKED_AT = 16;

    private final List<Common> commons = new ArrayList<>();

    void clear() {
        commons.clear();
    }

    /** Number of what a decision has in common with others, from 1. */
    int number(DecisionMade made) {
        Common common = Common.of(made);
        for (int i = commons.size(); i > Math.max(0, commons.size() - LOOKED_AT); i--) {
            if (commons.get(i - 1).isLike(common)) {
                return i;
            }
        }
        commons.add(common);
        return commons.size();
    }

    void write(MessageWriter out, int field) {
        out.messages(field, commons, Common::write);
    }
}
