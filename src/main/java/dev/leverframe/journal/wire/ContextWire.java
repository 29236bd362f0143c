package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.unknownKind;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Flag;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Context.Numeric;
import dev.leverframe.model.Context.Vector;
import dev.leverframe.model.FeatureVector;
import java.io.IOException;

/** The messages {@code Context} and {@code FeatureVector} with what they consist of. */
final class ContextWire {
    private ContextWire() {}

    /** Writes the field; a context without features is left out. */
    static void write(MessageWriter out, int field, Context context) {
        if (!context.equals(Context.NONE)) {
            out.message(field, context, ContextWire::writeContext);
        }
    }

    private static void writeContext(MessageWriter out, Context context) {
        if (context instanceof Named named) {
            out.message(1, named, ContextWire::writeFeatures);
        } else if (context instanceof Vector vector) {
            out.message(2, vector, ContextWire::writeVector);
        }
    }

    private static void writeVector(MessageWriter out, Vector vector) {
        int size = vector.size();
        out.numbers(1, size);
        for (int i = 0; i < size; i++) {
            out.element(vector.get(i));
        }
    }

    static Context read(MessageReader in) throws IOException {
        Context context = null;
        int other = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> context = in.message(ContextWire::readFeatures);
                case 2 -> context = in.message(ContextWire::readVector);
                default -> other = in.skip();
            }
        }
        if (context == null) {
            throw unknownKind("a context", other);
        }
        return context;
    }

    static void writeFeatures(MessageWriter out, Named named) {
        out.messages(1, named.features(), ContextWire::writeFeature);
    }

    static Named readFeatures(MessageReader in) throws IOException {
        return new Named(in.all(each -> each.message(ContextWire::readFeature)));
    }

    private static void writeFeature(MessageWriter out, Feature feature) {
        out.text(1, feature.name());
        if (feature instanceof Numeric numeric) {
            out.present(2, numeric.value());
        } else if (feature instanceof Flag flag) {
            out.present(3, flag.value());
        } else if (feature instanceof Category category) {
            out.present(4, category.value());
        }
    }

    private static Feature readFeature(MessageReader in) throws IOException {
        String name = "";
        Feature feature = null;
        int other = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> name = in.text();
                case 2 -> feature = new Numeric(name, in.number());
                case 3 -> feature = new Flag(name, in.flag());
                case 4 -> feature = new Category(name, in.text());
                default -> other = in.skip();
            }
        }
        if (feature == null) {
            throw unknownKind("the feature '" + name + "'", other);
        }
        return feature;
    }

    private static Vector readVector(MessageReader in) throws IOException {
        double[] values = in.only(MessageReader::numbers);
        return values == null ? new Vector() : new Vector(values);
    }

    /** Writes the field; the constant alone is left out. */
    static void write(MessageWriter out, int field, FeatureVector features) {
        if (!features.equals(FeatureVector.CONSTANT)) {
            out.message(field, features, ContextWire::writeVector);
        }
    }

    private static void writeVector(MessageWriter out, FeatureVector features) {
        int size = features.size();
        if (size == 0) {
            return;
        }
        int positions = out.frame(1);
        for (int i = 0; i < size; i++) {
            out.varint(features.position(i));
        }
        out.close(positions);
        out.numbers(2, size);
        for (int i = 0; i < size; i++) {
            out.element(features.value(i));
        }
    }

    static FeatureVector readFeatureVector(MessageReader in) throws IOException {
        int[] positions = {};
        double[] values = {};
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> positions = in.wholes();
                case 2 -> values = in.numbers();
                default -> in.skip();
            }
        }
        return FeatureVector.of(positions, values);
    }
}
