package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.LearningScope;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.PolicySpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The message {@code ExperimentSpec}, with its variants. */
final class ExperimentWire {
    private static final Words<Scheme> SCHEMES = Words.of(Scheme.class);
    private static final Words<LearningScope> SCOPES = Words.of(LearningScope.class);

    private ExperimentWire() {}

    static void write(MessageWriter out, ExperimentSpec spec) {
        out.text(1, spec.experiment());
        out.text(2, spec.control());
        SCHEMES.write(out, 3, spec.allocation());
        out.text(4, spec.salt());
        out.whole(5, spec.resolution());
        out.whole(6, spec.exposureBps());
        SCOPES.write(out, 7, spec.learningScope());
        out.messages(8, spec.variants(), ExperimentWire::write);
        if (!spec.evidence().equals(EvidenceWire.ABSENT)) {
            out.message(9, spec.evidence(), EvidenceWire::write);
        }
    }

    static ExperimentSpec read(MessageReader in) throws IOException {
        String experiment = "";
        String control = "";
        Scheme allocation = null;
        String salt = "";
        int resolution = 0;
        int exposureBps = 0;
        LearningScope scope = null;
        List<Variant> variants = new ArrayList<>();
        EvidenceSettings evidence = EvidenceWire.ABSENT;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> experiment = in.text();
                case 2 -> control = in.text();
                case 3 -> allocation = SCHEMES.read(in);
                case 4 -> salt = in.text();
                case 5 -> resolution = in.wholeInt();
                case 6 -> exposureBps = in.wholeInt();
                case 7 -> scope = SCOPES.read(in);
                case 8 -> variants.add(in.message(ExperimentWire::readVariant));
                case 9 -> evidence = in.message(EvidenceWire::read);
                default -> in.skip();
            }
        }
        return new ExperimentSpec(
                experiment,
                control,
                required(allocation, "an allocation"),
                salt,
                resolution,
                exposureBps,
                required(scope, "a learning scope"),
                variants,
                evidence);
    }

    private static void write(MessageWriter out, Variant variant) {
        out.text(1, variant.variant());
        out.number(2, variant.weight());
        out.message(3, variant.policy(), SpecWire::write);
    }

    private static Variant readVariant(MessageReader in) throws IOException {
        String variant = "";
        double weight = 0;
        PolicySpec policy = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> variant = in.text();
                case 2 -> weight = in.number();
                case 3 -> policy = in.message(SpecWire::readPolicy);
                default -> in.skip();
            }
        }
        return new Variant(variant, weight, required(policy, "a policy"));
    }
}
