package dev.leverframe.model;

import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many bytes values take on the heap of a 64-bit machine with compressed references, by what their objects are
 * made of. The names of features count by their characters alone: decisions share most of them. No replay depends on it.
 */
public final class Footprint {
    private static final int OBJECT = 16;
    private static final int REFERENCE = 4;
    private static final int LIST = 40;
    /** A text without its characters: the object, its array, and the rounding of both. */
    private static final int TEXT = 44;
    /** A decision without what it refers to. */
    private static final int DECISION = 104;

    private static final int FEATURE = 24 + REFERENCE;
    private static final int PROPOSALS = 48 + LIST;
    private static final int PROPOSAL = 40 + REFERENCE;
    private static final int OUTCOME = 160;
    private static final int OTHER = 256;

    private Footprint() {}

    /** Bytes of a fact. */
    public static int of(Fact fact) {
        if (fact instanceof DecisionMade decision) {
            return of(decision);
        } else if (fact instanceof OutcomeRecorded outcome) {
            return OUTCOME + of(outcome.decisionId()) + of(outcome.outcomeId());
        }
        return OTHER;
    }

    /** Bytes of a decision. */
    private static int of(DecisionMade decision) {
        int candidates = decision.candidates().size();
        int bytes = DECISION + of(decision.decisionId()) + of(decision.key()) + of(decision.tenant());
        bytes += texts(decision.candidates()) + REFERENCE * candidates;
        bytes += of(decision.context());
        bytes += 3 * OBJECT + 12 * decision.features().size();
        bytes += distribution(candidates);
        for (Proposals proposals : decision.proposals()) {
            bytes += PROPOSALS + proposals.variants().size() * (PROPOSAL + distribution(candidates));
        }
        return bytes;
    }

    /** Bytes of a text; none where there is none. */
    private static int of(@Nullable String text) {
        return text == null ? 0 : TEXT + text.length();
    }

    private static int of(Context context) {
        if (context instanceof Context.Named named) {
            int bytes = OBJECT + LIST;
            for (Context.Feature feature : named.features()) {
                bytes += FEATURE + feature.name().length();
                bytes += feature instanceof Context.Category category ? of(category.value()) : 0;
            }
            return bytes;
        }
        return 2 * OBJECT + (int) (Double.BYTES * context.weight());
    }

    private static int texts(List<String> texts) {
        int bytes = LIST;
        for (String text : texts) {
            bytes += REFERENCE + of(text);
        }
        return bytes;
    }

    private static int distribution(int candidates) {
        return 2 * OBJECT + Double.BYTES * candidates;
    }
}
