package dev.leverframe.policy;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Flag;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Context.Numeric;
import dev.leverframe.model.Context.Vector;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Declared;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encodes contexts as sparse vectors of a fixed dimension. Position 0 is the constant 1. Features that are declared have
 * positions of their own ({@link FeatureLayout}); the others share the positions after them by feature hashing with signs
 * (Weinberger, Dasgupta, Langford, Smola and Attenberg, "Feature Hashing for Large Scale Multitask Learning", 2009).
 *
 * <pre>
 *   position = open + h mod (dimension - open)      h: 64-bit hash of kind, name and, for a category, value
 *   sign     = -1 if the top bit of h is set, else +1           open: first position that is not a declared feature's
 *   value    = scaled number, +1 or -1 for a flag, 1 for a category; times the sign where it is hashed
 * </pre>
 *
 * Features that meet in one position add up; the signs make that unbiased on average. A number is standardised by the
 * mean and deviation of what was observed under its name, and clipped to [-3, 3] ({@link NumericScales}), unless its
 * declaration says another scale. A feature that is missing is 0 wherever it might have stood. An interaction is the
 * product of two values before their signs. Entry i of a context that is a vector goes to position open + i as it was
 * sent.
 *
 * <p>Arms may have features of their own, whose names begin with {@code arm.}; of those the scale observes each arm once,
 * not each decision, so that it does not follow what is served.
 *
 * <p>{@link #encode} changes nothing, so that the same decision is always explained alike; what it depends on moves
 * only by {@link #observe}. Not thread-safe: one owner.
 */
public final class FeatureEncoder {
    private static final double UNSCALED_MAX = 1e6;

    private final FeatureLayout layout;
    private final int entriesMax;
    private final FeatureCounts counts;
    private final NumericScales scales;

    /** Nothing declared. */
    public FeatureEncoder(int dimension) {
        this(new ContextSpec(dimension), new FeatureCounts());
    }

    /**
     * @param spec its dimension leaves at least one position beside the constant and the declared features
     * @param counts told of what is observed
     */
    public FeatureEncoder(ContextSpec spec, FeatureCounts counts) {
        this.layout = new FeatureLayout(spec);
        this.entriesMax = spec.vectorEntriesMax();
        this.counts = counts;
        this.scales = new NumericScales(layout.numericNames());
    }

    /**
     * Takes the numbers of a context into the scaling of later ones, and counts what is not as declared.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public void observe(Context context) {
        int found = 0;
        if (context instanceof Named named) {
            for (Feature feature : named.features()) {
                found += observe(feature) ? 1 : 0;
            }
        }
        counts.missing(layout.contextFeatures() - found);
    }

    /** Takes the numbers of an arm's own features into the scaling; once an arm, and again when they change. */
    public void observeArm(List<Feature> features) {
        for (Feature feature : features) {
            if (feature instanceof Numeric numeric) {
                scales.observe(numeric.name(), forScales(layout.declared(numeric.name()), numeric.value()));
            }
        }
    }

    /** Whether the feature is a declared one, of its type. */
    private boolean observe(Feature feature) {
        Declared declared = layout.declared(feature.name());
        if (declared == null || isReserved(feature)) {
            observeUndeclared(feature);
            return false;
        }
        if (!fits(declared, feature)) {
            counts.mismatched();
            return false;
        }
        if (feature instanceof Numeric numeric) {
            scales.observe(numeric.name(), forScales(declared, numeric.value()));
        } else if (declared instanceof FeatureSchema.Category category && isUnseen(category, (Category) feature)) {
            counts.unseen();
        }
        return true;
    }

    private void observeUndeclared(Feature feature) {
        if (layout.isClosed()) {
            counts.unknown();
        }
        counts.undeclared(feature.name());
        boolean kept = !isReserved(feature) && !layout.ignores(feature.name());
        if (kept && feature instanceof Numeric numeric) {
            kept = scales.observe(numeric.name(), numeric.value());
        }
        if (!kept) {
            counts.dropped();
        }
    }

    /** Where a schema stands, a context cannot pretend to be the arm. */
    private boolean isReserved(Feature feature) {
        return layout.isClosed() && FeatureLayout.isOfArm(feature.name());
    }

    private boolean isUnseen(FeatureSchema.Category declared, Category sent) {
        return layout.index(declared, sent.name(), sent.value())
                == declared.values().size();
    }

    private static boolean fits(Declared declared, Feature feature) {
        return (declared instanceof FeatureSchema.Numeric && feature instanceof Numeric)
                || (declared instanceof FeatureSchema.Flag && feature instanceof Flag)
                || (declared instanceof FeatureSchema.Category && feature instanceof Category);
    }

    /**
     * The context as policies see it; the order of named features does not matter.
     *
     * @throws IllegalArgumentException if a vector has too many entries, or one that is not finite
     */
    public FeatureVector encode(Context context) {
        if (context instanceof Vector vector) {
            return encodeVector(vector);
        }
        return ((Named) context).features().isEmpty()
                ? FeatureVector.CONSTANT
                : terms(context, List.of()).sum();
    }

    /** The context with an arm's own features, whose names begin with {@code arm.}. */
    public FeatureVector encode(Context context, List<Feature> arm) {
        return arm.isEmpty() && layout.interactions().isEmpty()
                ? encode(context)
                : terms(context, arm).sum();
    }

    /** The context with the own features of each arm in turn. */
    public FeatureVector[] encodeEach(Context context, List<List<Feature>> arms) {
        EncodedTerms shared = contextTerms(context);
        FeatureVector[] each = new FeatureVector[arms.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = withArm(new EncodedTerms(shared), arms.get(i)).sum();
        }
        return each;
    }

    /** What stands at each stored entry of an encoding of this; empty text where nothing is known to. */
    public List<String> names(Context context, List<Feature> arm, FeatureVector encoded) {
        Map<Integer, String> names = terms(context, arm).names();
        String[] all = new String[encoded.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = names.getOrDefault(encoded.position(i), "");
        }
        return List.of(all);
    }

    private FeatureVector encodeVector(Vector vector) {
        checkLength(vector);
        return FeatureVector.behindConstant(layout.open(), vector);
    }

    private void checkLength(Vector vector) {
        if (vector.size() > entriesMax) {
            throw new IllegalArgumentException(
                    "a context vector may have at most " + entriesMax + " entries, got " + vector.size());
        }
    }

    private EncodedTerms terms(Context context, List<Feature> arm) {
        return withArm(contextTerms(context), arm);
    }

    private EncodedTerms contextTerms(Context context) {
        if (context instanceof Vector vector) {
            return vectorTerms(vector);
        }
        List<Feature> features = ((Named) context).features();
        EncodedTerms terms = new EncodedTerms(layout, features.size());
        for (Feature feature : features) {
            terms.add(isReserved(feature) ? null : part(feature));
        }
        return terms;
    }

    private EncodedTerms vectorTerms(Vector vector) {
        checkLength(vector);
        EncodedTerms terms = new EncodedTerms(layout, vector.size());
        for (int i = 0; i < vector.size(); i++) {
            if (vector.get(i) != 0) {
                terms.add(layout.open() + i, vector.get(i));
            }
        }
        return terms;
    }

    private EncodedTerms withArm(EncodedTerms terms, List<Feature> arm) {
        for (Feature feature : arm) {
            terms.add(part(feature));
        }
        terms.interact();
        return terms;
    }

    /** The feature brought to scale; null where it is ignored or not of its declared type. */
    private EncodedTerms.@Nullable Part part(Feature feature) {
        Declared declared = layout.declared(feature.name());
        if (declared == null) {
            return layout.ignores(feature.name()) ? null : new EncodedTerms.Part(feature, value(null, feature), -1);
        }
        if (!fits(declared, feature)) {
            return null;
        }
        int offset = declared instanceof FeatureSchema.Category category
                ? layout.index(category, feature.name(), ((Category) feature).value())
                : 0;
        return new EncodedTerms.Part(feature, value(declared, feature), offset);
    }

    private double value(@Nullable Declared declared, Feature feature) {
        if (feature instanceof Numeric numeric) {
            return scaled((FeatureSchema.@Nullable Numeric) declared, numeric);
        }
        return feature instanceof Flag flag && !flag.value() ? -1 : 1;
    }

    private double scaled(FeatureSchema.@Nullable Numeric declared, Numeric sent) {
        Scale scale = declared == null ? Scale.STANDARDISE : declared.scale();
        return switch (scale) {
            case STANDARDISE, LOG -> scales.standardised(sent.name(), forScales(declared, sent.value()));
            case NONE -> clipped(sent.value(), UNSCALED_MAX);
            case RANGE -> clipped(inRange(Objects.requireNonNull(declared, "a range is declared"), sent.value()), 1);
        };
    }

    private static double inRange(FeatureSchema.Numeric declared, double value) {
        return 2 * ((value - declared.min()) / (declared.max() - declared.min())) - 1;
    }

    private static double clipped(double value, double max) {
        return Math.max(-max, Math.min(max, value));
    }

    /** What the running scale is of. */
    private static double forScales(@Nullable Declared declared, double value) {
        return declared instanceof FeatureSchema.Numeric numeric && numeric.scale() == Scale.LOG
                ? Math.copySign(Math.log1p(Math.abs(value)), value)
                : value;
    }

    /** The running scales; {@link #restore} of them on a fresh encoder of the same specification gives this one. */
    public Snapshot snapshot() {
        return scales.snapshot();
    }

    /** Takes over the running scales of an encoder of the same specification. */
    public void restore(Snapshot kept) {
        scales.restore(kept);
    }
}
