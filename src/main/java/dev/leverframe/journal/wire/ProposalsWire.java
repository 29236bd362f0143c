package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The messages {@code Proposals} and {@code Proposal}, and distributions. */
final class ProposalsWire {
    private ProposalsWire() {}

    static void write(MessageWriter out, Proposals proposals, Distribution behaviour) {
        out.text(1, proposals.experiment());
        out.whole(2, proposals.serial());
        out.whole(3, proposals.segment());
        DecisionWire.PHASES.write(out, 4, proposals.phase());
        out.optionalText(5, proposals.assigned());
        out.messages(6, proposals.variants(), (o, variant) -> write(o, variant, behaviour));
    }

    static Proposals read(MessageReader in, Distribution behaviour) throws IOException {
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
                case 4 -> phase = DecisionWire.PHASES.read(in);
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
        writeUnlike(out, 4, proposal.distribution(), behaviour);
        DecisionWire.CAUSES.writeOptional(out, 5, proposal.substituted());
    }

    /** The variant that decided, and in shadow often the control, has what was drawn from. */
    static void writeUnlike(MessageWriter out, int field, Distribution distribution, Distribution behaviour) {
        if (!distribution.equals(behaviour)) {
            write(out, field, distribution);
        }
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
                case 5 -> substituted = DecisionWire.CAUSES.read(in);
                default -> in.skip();
            }
        }
        return new Proposal(variant, share, policy, distribution, substituted);
    }

    static void write(MessageWriter out, int field, Distribution distribution) {
        int size = distribution.size();
        out.numbers(field, size);
        for (int i = 0; i < size; i++) {
            out.element(distribution.get(i));
        }
    }
}
