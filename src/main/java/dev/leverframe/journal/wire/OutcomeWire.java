package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.Context;
import dev.leverframe.model.Fact.DecisionsExpired;
import dev.leverframe.model.Fact.Discarded;
import dev.leverframe.model.Fact.OutcomeDiscarded;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Fact.RewardImported;
import dev.leverframe.model.Outcome.Components;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The messages of what came of decisions: outcomes, or none in time. */
final class OutcomeWire {
    private static final Words<Discarded> CAUSES =
            new Words<>(Discarded.class, cause -> cause.name().toLowerCase(Locale.ROOT));

    private OutcomeWire() {}

    static void write(MessageWriter out, OutcomeRecorded recorded) {
        out.optionalText(1, recorded.decisionId());
        out.optionalText(2, recorded.outcomeId());
        out.text(3, recorded.arm());
        out.number(4, recorded.reward());
        Components components = recorded.components();
        if (components != null) {
            out.message(5, components, OutcomeWire::writeComponents);
        }
        out.texts(6, recorded.missing());
    }

    static OutcomeRecorded readRecorded(MessageReader in, long atMs) throws IOException {
        String decisionId = null;
        String outcomeId = null;
        String arm = "";
        double reward = 0;
        Components components = null;
        List<String> missing = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> decisionId = in.text();
                case 2 -> outcomeId = in.text();
                case 3 -> arm = in.text();
                case 4 -> reward = in.number();
                case 5 -> components = in.message(OutcomeWire::readComponents);
                case 6 -> missing.add(in.text());
                default -> in.skip();
            }
        }
        return new OutcomeRecorded(atMs, decisionId, outcomeId, arm, reward, components, missing);
    }

    private static void writeComponents(MessageWriter out, Components components) {
        out.optionalNumber(1, components.latencyMs());
        out.optionalNumber(2, components.costUsd());
        out.optionalNumber(3, components.quality());
        out.optionalFlag(4, components.failed());
    }

    private static Components readComponents(MessageReader in) throws IOException {
        Double latencyMs = null;
        Double costUsd = null;
        Double quality = null;
        Boolean failed = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> latencyMs = in.number();
                case 2 -> costUsd = in.number();
                case 3 -> quality = in.number();
                case 4 -> failed = in.flag();
                default -> in.skip();
            }
        }
        return new Components(latencyMs, costUsd, quality, failed);
    }

    static void write(MessageWriter out, OutcomeDiscarded discarded) {
        CAUSES.write(out, 1, discarded.cause());
    }

    static OutcomeDiscarded readDiscarded(MessageReader in, long atMs) throws IOException {
        return new OutcomeDiscarded(atMs, required(in.only(CAUSES::read), "a cause"));
    }

    static void write(MessageWriter out, DecisionsExpired expired) {
        out.whole(1, expired.madeBeforeMs());
        out.whole(2, expired.forgottenDecisions());
        out.whole(3, expired.forgottenIds());
    }

    static DecisionsExpired readExpired(MessageReader in, long atMs) throws IOException {
        long madeBeforeMs = 0;
        int decisions = 0;
        int ids = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> madeBeforeMs = in.whole();
                case 2 -> decisions = (int) in.whole();
                case 3 -> ids = (int) in.whole();
                default -> in.skip();
            }
        }
        return new DecisionsExpired(atMs, madeBeforeMs, decisions, ids);
    }

    static void write(MessageWriter out, RewardImported imported) {
        out.text(1, imported.decisionId());
        ContextWire.write(out, 2, imported.context());
        out.text(3, imported.arm());
        out.number(4, imported.reward());
    }

    static RewardImported readImported(MessageReader in, long atMs) throws IOException {
        String decisionId = "";
        Context context = Context.NONE;
        String arm = "";
        double reward = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> decisionId = in.text();
                case 2 -> context = in.message(ContextWire::read);
                case 3 -> arm = in.text();
                case 4 -> reward = in.number();
                default -> in.skip();
            }
        }
        return new RewardImported(atMs, decisionId, context, arm, reward);
    }
}
