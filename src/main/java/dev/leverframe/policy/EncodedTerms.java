package dev.leverframe.policy;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The summands of one encoded context: each feature and each interaction has exactly one, whatever its kind. */
final class EncodedTerms {
    private static final Comparator<Term> BY_POSITION_THEN_VALUE =
            Comparator.comparingInt(Term::position).thenComparingDouble(Term::value);

    private final FeatureLayout layout;
    private final List<Term> terms;
    private final Map<String, Part> parts = new HashMap<>();

    EncodedTerms(FeatureLayout layout, int expected) {
        this.layout = layout;
        this.terms = new ArrayList<>(expected);
    }

    /** A copy to go on with. */
    EncodedTerms(EncodedTerms from) {
        layout = from.layout;
        terms = new ArrayList<>(from.terms);
        parts.putAll(from.parts);
    }

    /** An entry of a vector. */
    void add(int position, double value) {
        terms.add(new Term(position, value, null, null));
    }

    /** A feature; null: it has nothing to say. */
    void add(@Nullable Part part) {
        if (part == null) {
            return;
        }
        if (!layout.interactions().isEmpty()) {
            parts.put(part.feature().name(), part);
        }
        if (part.offset() >= 0) {
            terms.add(
                    new Term(layout.start(part.feature().name()) + part.offset(), part.value(), part.feature(), null));
        } else {
            addHashed(FeatureLayout.hash(part.feature()), part.value(), part.feature(), null);
        }
    }

    /** The products; to be called once, when all features are there. */
    void interact() {
        List<Interaction> interactions = layout.interactions();
        for (int i = 0; i < interactions.size(); i++) {
            Part left = parts.get(interactions.get(i).left());
            Part right = parts.get(interactions.get(i).right());
            if (left != null && right != null) {
                interact(layout.interactionStart(i), left, right);
            }
        }
    }

    private void interact(int start, Part left, Part right) {
        double product = left.value() * right.value();
        if (start == 0) {
            addHashed(FeatureLayout.hash(left.feature(), right.feature()), product, left.feature(), right.feature());
        } else {
            FeatureSchema.Declared declared = layout.declared(right.feature().name());
            int width = declared == null ? 1 : declared.width();
            int position = start + left.offset() * width + right.offset();
            terms.add(new Term(position, product, left.feature(), right.feature()));
        }
    }

    private void addHashed(long hash, double value, Feature feature, @Nullable Feature with) {
        terms.add(new Term(layout.hashed(hash), hash < 0 ? -value : value, feature, with));
    }

    /** The constant and the terms; sums in sorted order, so that the last bit does not depend on the caller's order. */
    FeatureVector sum() {
        terms.sort(BY_POSITION_THEN_VALUE);
        int[] positions = new int[terms.size() + 1];
        double[] values = new double[terms.size() + 1];
        values[0] = 1;
        int last = 0;
        for (Term term : terms) {
            if (term.position() != positions[last]) {
                positions[++last] = term.position();
            }
            values[last] += term.value();
        }
        return FeatureVector.of(Arrays.copyOf(positions, last + 1), Arrays.copyOf(values, last + 1));
    }

    /** What stands where; the names that meet in one position in alphabetical order. */
    Map<Integer, String> names() {
        Map<Integer, String> names = new TreeMap<>(Map.of(0, "constant"));
        terms.stream()
                .sorted(Comparator.comparing(this::name))
                .forEach(term -> names.merge(term.position(), name(term), (before, more) -> before + " + " + more));
        return names;
    }

    private String name(Term term) {
        if (term.feature() == null) {
            return "vector[" + (term.position() - layout.open()) + "]";
        }
        String name = name(term.feature());
        return term.with() == null ? name : name + " * " + name(term.with());
    }

    private String name(Feature feature) {
        if (!(feature instanceof Context.Category category)) {
            return feature.name();
        }
        boolean unseen = layout.declared(feature.name()) instanceof FeatureSchema.Category declared
                && !declared.values().contains(category.value());
        return category.name() + "=" + (unseen ? "(unseen)" : category.value());
    }

    /**
     * A feature brought to scale.
     *
     * @param offset its position from the first one of the feature; -1 where it is hashed
     */
    record Part(Feature feature, double value, int offset) {}

    /** @param feature null for the entry of a vector */
    private record Term(
            int position,
            double value,
            @Nullable Feature feature,
            @Nullable Feature with) {}
}
