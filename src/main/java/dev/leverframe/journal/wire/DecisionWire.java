package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leverframe.model.Context;
import dev.leverframe.model.Course;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message {@code DecisionMade}. */
final class DecisionWire {
    static final Words<Reason> REASONS = Words.of(Reason.class);
    static final Words<FallbackCause> CAUSES = Words.of(FallbackCause.class);
    static final Words<Phase> PHASES = Words.of(Phase.class);

    private DecisionWire() {}

    /** Writes a decision that stands by itself. */
    static void write(MessageWriter out, DecisionMade made) {
        writeNames(out, made);
        out.texts(4, made.candidates());
        ContextWire.write(out, 5, made.context());
        ContextWire.write(out, 6, made.features());
        out.text(7, made.encoding());
        out.whole(8, made.arm());
        ProposalsWire.write(out, 9, made.behaviour());
        out.number(10, made.propensityError());
        out.text(11, made.policy());
        REASONS.write(out, 12, made.reason());
        CAUSES.writeOptional(out, 13, made.fallbackCause());
        out.optionalText(14, made.experiment());
        out.optionalText(15, made.variant());
        PHASES.writeOptional(out, 16, made.phase());
        out.messages(17, made.proposals(), (o, proposals) -> ProposalsWire.write(o, proposals, made.behaviour()));
    }

    /** Writes a decision of a commit, without what it has in common with others. */
    static void write(MessageWriter out, DecisionMade made, Commons commons) {
        boolean follows = made.context() instanceof Context.Vector vector
                && made.features().isBehindConstant(1, vector);
        writeNames(out, made);
        if (!(made.context() instanceof Context.Named)) {
            ContextWire.write(out, 5, made.context());
        }
        if (!follows) {
            ContextWire.write(out, 6, made.features());
        }
        out.whole(8, made.arm());
        ProposalsWire.write(out, 9, made.behaviour());
        out.number(10, made.propensityError());
        out.whole(18, commons.number(made));
        for (Proposals proposals : made.proposals()) {
            for (Proposal proposal : proposals.variants()) {
                int start = out.begin(19);
                ProposalsWire.writeUnlike(out, 1, proposal.distribution(), made.behaviour());
                out.end(start);
            }
        }
        out.flag(20, follows);
        if (made.context() instanceof Context.Named named && !named.features().isEmpty()) {
            out.message(21, named, NamedValues::write);
        }
    }

    private static void writeNames(MessageWriter out, DecisionMade made) {
        out.text(1, made.decisionId());
        out.optionalText(2, made.key());
        out.optionalText(3, made.tenant());
    }

    /** A decision that stands by itself. */
    static DecisionMade read(MessageReader in, long atMs) throws IOException {
        return read(in, atMs, List.of());
    }

    /** @param commons what decisions of its commit have in common */
    static DecisionMade read(MessageReader in, long atMs, List<Common> commons) throws IOException {
        Draft draft = new Draft(commons);
        for (int field = in.next(); field != 0; field = in.next()) {
            draft.read(field, in);
        }
        return draft.decision(atMs);
    }

    /** What was read of a decision so far. */
    private static final class Draft {
        private final List<String> candidates = new ArrayList<>();
        private final List<Proposals> proposals = new ArrayList<>();
        private final List<Distribution> distributions = new ArrayList<>();
        private final List<Common> commons;
        private @Nullable Common common;
        private boolean follows;
        private @Nullable NamedValues values;
        private String decisionId = "";
        private @Nullable String key;
        private @Nullable String tenant;
        private Context context = Context.NONE;
        private FeatureVector features = FeatureVector.CONSTANT;
        private String encoding = "";
        private int arm;
        private @Nullable Distribution behaviour;
        private double propensityError;
        private String policy = "";
        private @Nullable Reason reason;
        private @Nullable FallbackCause fallbackCause;
        private @Nullable String experiment;
        private @Nullable String variant;
        private @Nullable Phase phase;

        Draft(List<Common> commons) {
            this.commons = commons;
        }

        void read(int field, MessageReader in) throws IOException {
            switch (field) {
                case 1 -> decisionId = in.text();
                case 2 -> key = in.text();
                case 3 -> tenant = in.text();
                case 4 -> candidates.add(in.text());
                case 5 -> context = in.message(ContextWire::read);
                case 6 -> features = in.message(ContextWire::readFeatureVector);
                case 7 -> encoding = in.text();
                case 8 -> arm = in.wholeInt();
                case 9 -> behaviour = Distribution.of(in.numbers());
                case 10 -> propensityError = in.number();
                case 11 -> policy = in.text();
                case 12 -> reason = REASONS.read(in);
                case 13 -> fallbackCause = CAUSES.read(in);
                case 14 -> experiment = in.text();
                case 15 -> variant = in.text();
                case 16 -> phase = PHASES.read(in);
                case 17 -> proposals.add(readProposals(in));
                case 18 -> common = common(in.wholeInt());
                case 19 -> distributions.add(in.message(this::readDistribution));
                case 20 -> follows = in.flag();
                case 21 -> values = in.message(NamedValues::read);
                default -> in.skip();
            }
        }

        /** The behaviour stands before the proposals, which may refer to it. */
        private Proposals readProposals(MessageReader in) throws IOException {
            Distribution drawnFrom = required(behaviour, "a behaviour");
            return in.message(each -> ProposalsWire.read(each, drawnFrom));
        }

        private Common common(int number) throws IOException {
            if (number < 1 || number > commons.size()) {
                throw new InvalidProtocolBufferException("what a decision has in common with others is missing");
            }
            return commons.get(number - 1);
        }

        private Distribution readDistribution(MessageReader in) throws IOException {
            double[] own = in.only(MessageReader::numbers);
            return own == null ? required(behaviour, "a behaviour") : Distribution.of(own);
        }

        DecisionMade decision(long atMs) throws IOException {
            if (follows) {
                features = FeatureVector.behindConstant(1, vector());
            }
            return common == null ? whole(atMs) : like(common, atMs);
        }

        private Context.Vector vector() throws IOException {
            return required(context instanceof Context.Vector vector ? vector : null, "a vector");
        }

        private DecisionMade like(Common like, long atMs) throws IOException {
            Course course = like.course();
            Iterator<Distribution> each = distributions.iterator();
            Distribution drawnFrom = required(behaviour, "a behaviour");
            return new DecisionMade(
                    atMs,
                    decisionId,
                    key,
                    tenant,
                    like.candidates(),
                    values == null ? context : values.of(like.names()),
                    features,
                    course.encoding(),
                    arm,
                    drawnFrom,
                    propensityError,
                    course.policy(),
                    course.reason(),
                    course.fallbackCause(),
                    course.experiment(),
                    course.variant(),
                    course.phase(),
                    course.proposals(proposal -> each.hasNext() ? each.next() : drawnFrom));
        }

        private DecisionMade whole(long atMs) throws IOException {
            return new DecisionMade(
                    atMs,
                    decisionId,
                    key,
                    tenant,
                    candidates,
                    context,
                    features,
                    encoding,
                    arm,
                    required(behaviour, "a behaviour"),
                    propensityError,
                    policy,
                    required(reason, "a reason"),
                    fallbackCause,
                    experiment,
                    variant,
                    phase,
                    proposals);
        }
    }
}
