package dev.leverframe.journal.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Flag;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Context.Numeric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The message {@code Values}: the values of named features, without the names. */
final class NamedValues {
    private double[] numbers = {};
    private int[] flags = {};
    private final List<String> categories = new ArrayList<>();

    private NamedValues() {}

    static void write(MessageWriter out, Named named) {
        List<Feature> features = named.features();
        out.numbers(1, count(features, Numeric.class));
        for (Feature feature : features) {
            if (feature instanceof Numeric numeric) {
                out.element(numeric.value());
            }
        }
        if (count(features, Flag.class) > 0) {
            writeFlags(out, features);
        }
        for (Feature feature : features) {
            if (feature instanceof Category category) {
                out.present(3, category.value());
            }
        }
    }

    private static int count(List<Feature> features, Class<?> kind) {
        int count = 0;
        for (Feature feature : features) {
            count += kind.isInstance(feature) ? 1 : 0;
        }
        return count;
    }

    private static void writeFlags(MessageWriter out, List<Feature> features) {
        int start = out.frame(2);
        for (Feature feature : features) {
            if (feature instanceof Flag flag) {
                out.varint(flag.value() ? 1 : 0);
            }
        }
        out.close(start);
    }

    static NamedValues read(MessageReader in) throws IOException {
        NamedValues values = new NamedValues();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> values.numbers = in.numbers();
                case 2 -> values.flags = in.wholes();
                case 3 -> values.categories.add(in.text());
                default -> in.skip();
            }
        }
        return values;
    }

    /** The features of these names and kinds. */
    Named of(Named names) throws IOException {
        List<Feature> features = new ArrayList<>();
        Iterator<String> category = categories.iterator();
        int number = 0;
        int flag = 0;
        for (Feature like : names.features()) {
            if (like instanceof Numeric && number < numbers.length) {
                features.add(new Numeric(like.name(), numbers[number++]));
            } else if (like instanceof Flag && flag < flags.length) {
                features.add(new Flag(like.name(), flags[flag++] != 0));
            } else if (like instanceof Category && category.hasNext()) {
                features.add(new Category(like.name(), category.next()));
            }
        }
        boolean complete = features.size() == numbers.length + flags.length + categories.size();
        if (!complete || features.size() != names.features().size()) {
            throw new InvalidProtocolBufferException("values that do not fit their names");
        }
        return new Named(features);
    }
}
