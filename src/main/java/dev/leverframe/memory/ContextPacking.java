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

    private final Shared<Named> names = new Shared<>(ContextPacking::hash, ContextPacking::alike);

    private static int hash(Named named) {
        int hash = 0;
        for (Feature feature : named.features()) {
            hash = 31 * hash + feature.name().hashCode();
        }
        return hash;
    }

    /** Whether they have the same names, and values of the same kinds, in the same order. */
    private static boolean alike(Named one, Named other) {
        List<Feature> some = one.features();
        List<Feature> others = other.features();
        boolean alike = some.size() == others.size();
        for (int i = 0; alike && i < some.size(); i++) {
            alike = some.get(i).getClass() == others.get(i).getClass()
                    && some.get(i).name().equals(others.get(i).name());
        }
        return alike;
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
        boolean follows = context instanceof Vector vector && follows(features, vector);
        out.flag(follows);
        if (!follows) {
            out.whole(features.size());
            for (int i = 0; i < features.size(); i++) {
                out.whole(features.position(i));
            }
            out.numbers(features.size(), features::value);
        }
    }

    private static boolean follows(FeatureVector features, Vector vector) {
        if (features.size() != vector.size() + 1 || features.position(0) != 0 || features.value(0) != 1) {
            return false;
        }
        for (int i = 0; i < vector.size(); i++) {
            if (features.position(i + 1) != i + 1
                    || Double.doubleToRawLongBits(features.value(i + 1)) != Double.doubleToRawLongBits(vector.get(i))) {
                return false;
            }
        }
        return true;
    }

    static FeatureVector read(Unpacker in, Context context) {
        boolean follows = in.flag();
        int size = follows ? ((Vector) context).size() + 1 : in.whole();
        int[] positions = new int[size];
        for (int i = 0; i < size; i++) {
            positions[i] = follows ? i : in.whole();
        }
        return FeatureVector.of(positions, follows ? following((Vector) context) : in.numbers(size));
    }

    private static double[] following(Vector vector) {
        double[] values = new double[vector.size() + 1];
        values[0] = 1;
        for (int i = 0; i < vector.size(); i++) {
            values[i + 1] = vector.get(i);
        }
        return values;
    }

    int shared() {
        return names.size();
    }
}
