package dev.leverframe.memory;

import dev.leverframe.model.Context;
import dev.leverframe.model.Course;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import java.util.List;

/** A decision as bytes, which refer to what it has in common with others. */
final class DecisionPacking {
    private final Shared<List<String>> candidates = new Shared<>(List::hashCode, List::equals);
    private final Shared<Course> courses = new Shared<>(Course::hash, Course::alike);
    private final ContextPacking contexts = new ContextPacking();

    /** Writes a decision, and holds what it shares. */
    void write(Packer out, DecisionMade made) {
        out.whole(made.atMs());
        out.text(made.decisionId());
        out.whole(candidates.hold(made.candidates()));
        out.whole(contexts.hold(made.context()));
        out.whole(courses.hold(Course.of(made)));
        out.whole(made.arm());
        out.number(made.propensityError());
        out.text(made.key());
        out.text(made.tenant());
        ContextPacking.write(out, made.context());
        ContextPacking.write(out, made.features(), made.context());
        Distribution behaviour = made.behaviour();
        write(out, behaviour);
        for (Proposals proposals : made.proposals()) {
            for (Proposal proposal : proposals.variants()) {
                write(out, proposal.distribution(), behaviour);
            }
        }
    }

    /** The variant that decided, and in shadow often the control, has what was drawn from. */
    private static void write(Packer out, Distribution distribution, Distribution behaviour) {
        boolean same = distribution.equals(behaviour);
        out.flag(same);
        if (!same) {
            write(out, distribution);
        }
    }

    private static void write(Packer out, Distribution distribution) {
        out.whole(distribution.size());
        out.numbers(distribution.size(), distribution::get);
    }

    private static Distribution readDistribution(Unpacker in) {
        return Distribution.of(in.numbers(in.whole()));
    }

    DecisionMade read(Unpacker in) {
        long atMs = in.wholeLong();
        String decisionId = in.text();
        List<String> arms = candidates.get(in.whole());
        int names = in.whole();
        Course course = courses.get(in.whole());
        int arm = in.whole();
        double propensityError = in.number();
        String key = in.optionalText();
        String tenant = in.optionalText();
        Context context = contexts.read(in, names);
        FeatureVector features = ContextPacking.read(in, context);
        Distribution behaviour = readDistribution(in);
        return new DecisionMade(
                atMs,
                decisionId,
                key,
                tenant,
                arms,
                context,
                features,
                course.encoding(),
                arm,
                behaviour,
                propensityError,
                course.policy(),
                course.reason(),
                course.fallbackCause(),
                course.experiment(),
                course.variant(),
                course.phase(),
                course.proposals(like -> in.flag() ? behaviour : readDistribution(in)));
    }

    /** Lets go what it shares. */
    void release(Unpacker in) {
        in.wholeLong();
        in.skipText();
        candidates.release(in.whole());
        contexts.release(in.whole());
        courses.release(in.whole());
    }

    /** How many different sets of candidates, names and courses are held. */
    int shared() {
        return candidates.size() + contexts.shared() + courses.size();
    }
}
