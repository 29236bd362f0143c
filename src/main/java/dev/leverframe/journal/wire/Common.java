package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Course;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What many decisions have in common: the arms allowed, how they came about, and the names of the context's features.
 *
 * @param names with the values of one of these decisions, which say nothing about the others; none where contexts are vectors
 */
record Common(List<String> candidates, Course course, Named names) {
    /** Stands for a distribution where those of a decision are not known yet. */
    private static final Distribution UNSAID = Distribution.of(new double[] {1});

    private static final Named NAMELESS = new Named(List.of());

    static Common of(DecisionMade made) {
        return new Common(made.candidates(), Course.of(made), made.context() instanceof Named named ? named : NAMELESS);
    }

    /** Whether it says of a decision what it says of this one. */
    boolean isLike(Common other) {
        return candidates.equals(other.candidates) && Course.alike(course, other.course) && names.isLike(other.names);
    }

    static void write(MessageWriter out, Common common) {
        Course course = common.course;
        out.texts(1, common.candidates);
        out.text(2, course.encoding());
        out.text(3, course.policy());
        DecisionWire.REASONS.write(out, 4, course.reason());
        DecisionWire.CAUSES.writeOptional(out, 5, course.fallbackCause());
        out.optionalText(6, course.experiment());
        out.optionalText(7, course.variant());
        DecisionWire.PHASES.writeOptional(out, 8, course.phase());
        out.messages(9, course.proposals(any -> UNSAID), (o, proposals) -> ProposalsWire.write(o, proposals, UNSAID));
        if (!common.names.features().isEmpty()) {
            out.message(10, common.names, ContextWire::writeFeatures);
        }
    }

    static Common read(MessageReader in) throws IOException {
        List<String> candidates = new ArrayList<>();
        List<Proposals> proposals = new ArrayList<>();
        String encoding = "";
        String policy = "";
        Reason reason = null;
        FallbackCause cause = null;
        String experiment = null;
        String variant = null;
        Phase phase = null;
        Named names = NAMELESS;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> candidates.add(in.text());
                case 2 -> encoding = in.text();
                case 3 -> policy = in.text();
                case 4 -> reason = DecisionWire.REASONS.read(in);
                case 5 -> cause = DecisionWire.CAUSES.read(in);
                case 6 -> experiment = in.text();
                case 7 -> variant = in.text();
                case 8 -> phase = DecisionWire.PHASES.read(in);
                case 9 -> proposals.add(in.message(each -> ProposalsWire.read(each, UNSAID)));
                case 10 -> names = in.message(ContextWire::readFeatures);
                default -> in.skip();
            }
        }
        Course course = new Course(
                encoding, policy, required(reason, "a reason"), cause, experiment, variant, phase, proposals);
        return new Common(candidates, course, names);
    }
}
