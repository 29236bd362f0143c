package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import dev.leverframe.model.Fact.VerdictActed;
import dev.leverframe.model.Verdict;
import java.io.IOException;

/** The message {@code VerdictActed}. */
final class VerdictWire {
    private static final Words<Verdict> VERDICTS = Words.of(Verdict.class);

    private VerdictWire() {}

    static void write(MessageWriter out, VerdictActed acted) {
        out.text(1, acted.experiment());
        VERDICTS.write(out, 2, acted.verdict());
        out.optionalText(3, acted.treatment());
        out.optionalText(4, acted.promoted());
        out.text(5, acted.reason());
    }

    static VerdictActed read(MessageReader in, long atMs) throws IOException {
        String experiment = "";
        Verdict verdict = null;
        String treatment = null;
        String promoted = null;
        String reason = "";
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> experiment = in.text();
                case 2 -> verdict = VERDICTS.read(in);
                case 3 -> treatment = in.text();
                case 4 -> promoted = in.text();
                case 5 -> reason = in.text();
                default -> in.skip();
            }
        }
        return new VerdictActed(atMs, experiment, required(verdict, "a verdict"), treatment, promoted, reason);
    }
}
