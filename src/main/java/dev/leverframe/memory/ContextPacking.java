package dev.leverframe.memory;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Flag;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Context.Numeric;
import dev.leverframe.model.Context.Vector;
import dev.leverframe.model.FeatureVector;
import java.util.ArrayList;
import java.util.List;

/** A context and its encoding, without the names of features, which many decisions share. */
final class ContextPacking {
    /** What stands for the names where there are none: the context is a vector. */
    static final int VECTOR = -1;

    private final Shared<Named> names = new Shared<>(ContextPacking::hash, Named::isLike);

    private static int hash(Named named) {
        int hash = 0;
        for (Feature feature : named.features()) {
            hash = 31 * hash + feature.name().hashCode();
        }
        return hash;
    }

    /** Holds its names. @return their number */
    int hold(Context context) {
        return context instanceof Named named ? names.hold(named) : VECTOR;
    }

    void release(int number) {
        if (number != VECTOR) {
            names.release(number);
        }
    }

    static void write(Packer out, Context context) {
        if (context instanceof Vector vector) {
            out.whole(vector.size());
            out.numbers(vector.size(), vector::get);
            return;
        }
        for (Feature feature : ((Named) context).features()) {
            if (feature instanceof Numeric numeric) {
                out.number(numeric.value());
            } else if (feature instanceof Flag flag) {
                out.flag(flag.value());
            } else if (feature instanceof Category category) {
                out.text(category.value());
            }
        }
    }

    Context read(Unpacker in, int number) {
        if (number == VECTOR) {
            return new Vector(in.numbers(in.whole()));
        }
        List<Feature> like = names.get(number).features();
        if (like.isEmpty()) {
            return Context.NONE;
        }
        List<Feature> features = new ArrayList<>(like.size());
        for (Feature feature : like) {
            features.add(read(in, feature));
        }
        return new Named(features);
    }

    private static Feature read(Unpacker in, Feature like) {
        if (like instanceof Numeric) {
            return new Numeric(like.name(), in.number());
        } else if (like instanceof Flag) {
            return new Flag(like.name(), in.flag());
        }
        return new Category(like.name(), in.text());
    }

    /** Where the features are the constant and then the numbers of the context, as they often are, they are not repeated. */
    static void write(Packer out, FeatureVector features, Context context) {
        boolean follows = context instanceof Vector vector && features.isBehindConstant(1, vector);
        out.flag(follows);
        if (!follows) {
            out.whole(features.size());
            for (int i = 0; i < features.size(); i++) {
                out.whole(features.position(i));
            }
            out.numbers(features.size(), features::value);
        }
    }

    static FeatureVector read(Unpacker in, Context context) {
        if (in.flag()) {
            return FeatureVector.behindConstant(1, (Vector) context);
        }
        int[] positions = new int[in.whole()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = in.whole();
        }
        return FeatureVector.of(positions, in.numbers(positions.length));
    }

    int shared() {
        return names.size();
    }
}
