package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;
import static dev.leverframe.journal.wire.MessageReader.unknownKind;

import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Category;
import dev.leverframe.model.FeatureSchema.Declared;
import dev.leverframe.model.FeatureSchema.Flag;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Numeric;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureSchema.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The message {@code FeatureSchema}, with what it consists of. */
final class SchemaWire {
    private static final Words<Unknown> UNKNOWN = Words.of(Unknown.class);
    private static final Words<Scale> SCALES = Words.of(Scale.class);
    private static final Flag FLAG = new Flag();

    private SchemaWire() {}

    static void write(MessageWriter out, FeatureSchema schema) {
        out.map(1, schema.features(), (o, declared) -> o.message(2, declared, SchemaWire::write));
        out.messages(2, schema.interactions(), SchemaWire::write);
        UNKNOWN.write(out, 3, schema.unknown());
    }

    static FeatureSchema read(MessageReader in) throws IOException {
        Map<String, Declared> features = new HashMap<>();
        List<Interaction> interactions = new ArrayList<>();
        Unknown unknown = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> in.entry(features, FLAG, each -> each.message(SchemaWire::readDeclared));
                case 2 -> interactions.add(in.message(SchemaWire::readInteraction));
                case 3 -> unknown = UNKNOWN.read(in);
                default -> in.skip();
            }
        }
        return new FeatureSchema(features, interactions, required(unknown, "the word for unknown features"));
    }

    private static void write(MessageWriter out, Declared declared) {
        if (declared instanceof Numeric numeric) {
            out.message(1, numeric, SchemaWire::write);
        } else if (declared instanceof Flag flag) {
            out.message(2, flag, (o, nothing) -> {});
        } else if (declared instanceof Category category) {
            out.message(3, category, (o, each) -> o.texts(1, each.values()));
        }
    }

    private static Declared readDeclared(MessageReader in) throws IOException {
        Declared declared = null;
        int other = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> declared = in.message(SchemaWire::readNumeric);
                case 2 -> declared = in.message(SchemaWire::readFlag);
                case 3 -> declared = in.message(SchemaWire::readCategory);
                default -> other = in.skip();
            }
        }
        if (declared == null) {
            throw unknownKind("a declared feature", other);
        }
        return declared;
    }

    private static void write(MessageWriter out, Numeric numeric) {
        SCALES.write(out, 1, numeric.scale());
        out.number(2, numeric.min());
        out.number(3, numeric.max());
    }

    private static Numeric readNumeric(MessageReader in) throws IOException {
        Scale scale = null;
        double min = 0;
        double max = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> scale = SCALES.read(in);
                case 2 -> min = in.number();
                case 3 -> max = in.number();
                default -> in.skip();
            }
        }
        return new Numeric(required(scale, "a scale"), min, max);
    }

    private static Flag readFlag(MessageReader in) throws IOException {
        while (in.next() != 0) {
            in.skip();
        }
        return FLAG;
    }

    private static Category readCategory(MessageReader in) throws IOException {
        return new Category(in.all(MessageReader::text));
    }

    private static void write(MessageWriter out, Interaction interaction) {
        out.text(1, interaction.left());
        out.text(2, interaction.right());
    }

    private static Interaction readInteraction(MessageReader in) throws IOException {
        String left = "";
        String right = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> left = in.text();
                case 2 -> right = in.text();
                default -> in.skip();
            }
        }
        return new Interaction(left, right);
    }
}
