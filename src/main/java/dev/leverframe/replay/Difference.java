package dev.leverframe.replay;

import dev.leverframe.model.Fact.DecisionMade;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Compares a decision as it was recorded with the same one worked out again, field by field. */
final class Difference {
    private static final int SHOWN_MAX = 160;

    private Difference() {}

    /** The first field that differs, with both values; empty where none does. */
    static Optional<String> between(DecisionMade recorded, DecisionMade recomputed) {
        for (RecordComponent component : DecisionMade.class.getRecordComponents()) {
            Object before = value(component, recorded);
            Object after = value(component, recomputed);
            if (!Objects.equals(before, after)) {
                return Optional.of(word(component) + ": recorded " + shown(before) + ", recomputed " + shown(after));
            }
        }
        return Optional.empty();
    }

    private static Object value(RecordComponent component, DecisionMade decision) {
        try {
            return component.getAccessor().invoke(decision);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the accessors of a record are public", e);
        }
    }

    private static String word(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }
}
