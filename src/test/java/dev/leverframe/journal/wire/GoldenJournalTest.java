package dev.leverframe.journal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.wire.GoldenJournal.Golden;
import dev.leverframe.model.EvidenceSettings;
import dev.leverframe.model.Fact.ExperimentConfigured;
import dev.leverframe.model.VerdictRules;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a format wrote is read for ever. */
class GoldenJournalTest {
    static List<Golden> all() {
        return GoldenJournal.all();
    }

    @Test
    void goldenCommitsAreRead() throws IOException {
        assertThat(Wire.readFacts(GoldenJournal.kept("v1/commit"))).isEqualTo(GoldenValues.commit());
        assertThat(Wire.readFacts(GoldenJournal.kept("v2/commit"))).isEqualTo(GoldenValues.commitOfFormat2());
    }

    /** They were written before there were any; the schema says what that stands for. */
    @Test
    void experimentsKeptWithoutSettingsAreJudgedAsTheSchemaSays() throws IOException {
        EvidenceSettings judged = Wire.readFacts(GoldenJournal.kept("v1/commit")).stream()
                .map(Numbered::fact)
                .filter(ExperimentConfigured.class::isInstance)
                .map(fact -> ((ExperimentConfigured) fact).spec().evidence())
                .findFirst()
                .orElseThrow();
        assertThat(judged)
                .isEqualTo(new EvidenceSettings(
                        0.05,
                        EvidenceSettings.Correction.BONFERRONI,
                        false,
                        2_000,
                        EvidenceSettings.UnitAnalysis.CLUSTERED,
                        86_400_000,
                        new VerdictRules(200, 50, 86_400_000, 0, 0, 0.01, 20_000),
                        List.of()));
    }

    @Test
    void goldenSnapshotIsRead() throws IOException {
        assertThat(Wire.readSnapshot(GoldenJournal.kept("v1/snapshot"))).isEqualTo(GoldenValues.SNAPSHOT);
    }

    @Test
    void goldenChangesAreRead() throws IOException {
        assertThat(Wire.readChange(GoldenJournal.kept("v1/change"))).isEqualTo(GoldenValues.CHANGE);
        assertThat(Wire.readChange(GoldenJournal.kept("v1/change-bare"))).isEqualTo(GoldenValues.BARE_CHANGE);
    }

    /** As long as no later format is written. Shows also that no bit of a number was lost. */
    @ParameterizedTest
    @MethodSource("all")
    void sameBytesAreWrittenToday(Golden golden) throws IOException {
        assertThat(Wire.VERSION).isEqualTo(2);
        assertThat(golden.record()).isEqualTo(golden.kept());
    }

    @ParameterizedTest
    @MethodSource("all")
    void goldenRecordSaysWhatProtocReadInIt(Golden golden) throws IOException {
        DynamicMessage.Builder read = DynamicMessage.newBuilder(Schema.message(golden.message()));
        TextFormat.merge(golden.text(), read);
        assertThat(text(read.build())).isEqualTo(text(Schema.parse(golden.message(), golden.kept())));
    }

    /** The text form has one word for every NaN. */
    private static String text(DynamicMessage message) {
        return TextFormat.printer().printToString(message);
    }
}
