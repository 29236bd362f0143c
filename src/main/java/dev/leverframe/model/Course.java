package dev.leverframe.model;

import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Proposals.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a decision came about, which many others did alike: who decided, who else proposed.
 *
 * @param proposals with the distributions of one of these decisions, which say nothing about the others
 */
public record Course(
        String encoding,
        String policy,
        Reason reason,
        @Nullable FallbackCause fallbackCause,
        @Nullable String experiment,
        @Nullable String variant,
        @Nullable Phase phase,
        List<Proposals> proposals) {
    public static Course of(DecisionMade made) {
        return new Course(
                made.encoding(),
                made.policy(),
                made.reason(),
                made.fallbackCause(),
                made.experiment(),
                made.variant(),
                made.phase(),
                made.proposals());
    }

    /** The same for courses that are alike. */
    public static int hash(Course course) {
        int hash = 31 * course.policy.hashCode() + Objects.hashCode(course.variant);
        for (Proposals each : course.proposals) {
            hash = 31 * hash + each.experiment().hashCode();
            hash = 31 * hash + each.segment();
            hash = 31 * hash + Objects.hashCode(each.assigned());
        }
        return hash;
    }

    /** Whether they differ in nothing but the distributions of the proposals. */
    public static boolean alike(Course one, Course other) {
        return one.reason == other.reason
                && one.fallbackCause == other.fallbackCause
                && one.phase == other.phase
                && one.policy.equals(other.policy)
                && one.encoding.equals(other.encoding)
                && Objects.equals(one.experiment, other.experiment)
                && Objects.equals(one.variant, other.variant)
                && alike(one.proposals, other.proposals);
    }

    private static boolean alike(List<Proposals> some, List<Proposals> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!alike(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean alike(Proposals one, Proposals other) {
        boolean alike = one.serial() == other.serial()
                && one.segment() == other.segment()
                && one.phase() == other.phase()
                && one.variants().size() == other.variants().size()
                && one.experiment().equals(other.experiment())
                && Objects.equals(one.assigned(), other.assigned());
        for (int v = 0; alike && v < one.variants().size(); v++) {
            alike = alike(one.variants().get(v), other.variants().get(v));
        }
        return alike;
    }

    private static boolean alike(Proposal one, Proposal other) {
        return Double.doubleToRawLongBits(one.share()) == Double.doubleToRawLongBits(other.share())
                && one.substituted() == other.substituted()
                && one.variant().equals(other.variant())
                && one.policy().equals(other.policy());
    }

    /** The proposals of one decision, given its distributions one after another. */
    public List<Proposals> proposals(Function<Proposal, Distribution> next) {
        List<Proposals> own = new ArrayList<>(proposals.size());
        for (Proposals each : proposals) {
            List<Proposal> variants = new ArrayList<>(each.variants().size());
            for (Proposal proposal : each.variants()) {
                variants.add(new Proposal(
                        proposal.variant(),
                        proposal.share(),
                        proposal.policy(),
                        next.apply(proposal),
                        proposal.substituted()));
            }
            own.add(new Proposals(
                    each.experiment(), each.serial(), each.segment(), each.phase(), each.assigned(), variants));
        }
        return own;
    }
}
