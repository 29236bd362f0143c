package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.Context;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message {@code DecisionMade}, with the proposals of the variants. */
final class DecisionWire {
    private static final Words<Reason> REASONS = Words.of(Reason.class);
    private static final Words<FallbackCause> CAUSES = Words.of(FallbackCause.class);
    private static final Words<Phase> PHASES = Words.of(Phase.class);

    private DecisionWire() {}

    static void write(MessageWriter out, DecisionMade made) {
        out.text(1, made.decisionId());
        out.optionalText(2, made.key());
        out.optionalText(3, made.tenant());
        out.texts(4, made.candidates());
        ContextWire.write(out, 5, made.context());
        ContextWire.write(out, 6, made.features());
        out.text(7, made.encoding());
        out.whole(8, made.arm());
        write(out, 9, made.behaviour());
        out.number(10, made.propensityError());
        out.text(11, made.policy());
        REASONS.write(out, 12, made.reason());
        CAUSES.writeOptional(out, 13, made.fallbackCause());
        out.optionalText(14, made.experiment());
        out.optionalText(15, made.variant());
        PHASES.writeOptional(out, 16, made.phase());
        out.messages(17, made.proposals(), (o, proposals) -> write(o, proposals, made.behaviour()));
    }

    static DecisionMade read(MessageReader in, long atMs) throws IOException {
        Draft draft = new Draft();
        for (int field = in.next(); field != 0; field = in.next()) {
            draft.read(field, in);
        }
        return draft.decision(atMs);
    }

    private static void write(MessageWriter out, Proposals proposals, Distribution behaviour) {
        out.text(1, proposals.experiment());
        out.whole(2, proposals.serial());
        out.whole(3, proposals.segment());
        PHASES.write(out, 4, proposals.phase());
        out.optionalText(5, proposals.assigned());
        out.messages(6, proposals.variants(), (o, variant) -> write(o, variant, behaviour));
    }

    private static Proposals readProposals(MessageReader in, Distribution behaviour) throws IOException {
        String experiment = "";
        long serial = 0;
        int segment = 0;
        Phase phase = null;
        String assigned = null;
        List<Proposal> variants = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> experiment = in.text();
                case 2 -> serial = in.whole();
                case 3 -> segment = in.wholeInt();
                case 4 -> phase = PHASES.read(in);
                case 5 -> assigned = in.text();
                case 6 -> variants.add(in.message(each -> readProposal(each, behaviour)));
                default -> in.skip();
            }
        }
        return new Proposals(experiment, serial, segment, required(phase, "a phase"), assigned, variants);
    }

    private static void write(MessageWriter out, Proposal proposal, Distribution behaviour) {
        out.text(1, proposal.variant());
        out.number(2, proposal.share());
        out.text(3, proposal.policy());
        // The variant that decided, and in shadow often the control, has what was drawn from.
        if (!proposal.distribution().equals(behaviour)) {
            write(out, 4, proposal.distribution());
        }
        CAUSES.writeOptional(out, 5, proposal.substituted());
    }

    private static Proposal readProposal(MessageReader in, Distribution behaviour) throws IOException {
        String variant = "";
        double share = 0;
        String policy = "";
        Distribution distribution = behaviour;
        FallbackCause substituted = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> variant = in.text();
                case 2 -> share = in.number();
                case 3 -> policy = in.text();
                case 4 -> distribution = Distribution.of(in.numbers());
                case 5 -> substituted = CAUSES.read(in);
                default -> in.skip();
            }
        }
        return new Proposal(variant, share, policy, distribution, substituted);
    }

    private static void write(MessageWriter out, int field, Distribution distribution) {
        int size = distribution.size();
        out.numbers(field, size);
        for (int i = 0; i < size; i++) {
            out.element(distribution.get(i));
        }
    }

    /** What was read of a decision so far. */
    private static final class Draft {
        private final List<String> candidates = new ArrayList<>();
        private final List<Proposals> proposals = new ArrayList<>();
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
                default -> in.skip();
            }
        }

        /** The behaviour stands before the proposals, which may refer to it. */
        private Proposals readProposals(MessageReader in) throws IOException {
            Distribution drawnFrom = required(behaviour, "a behaviour");
            return in.message(each -> DecisionWire.readProposals(each, drawnFrom));
        }

        DecisionMade decision(long atMs) throws IOException {
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
