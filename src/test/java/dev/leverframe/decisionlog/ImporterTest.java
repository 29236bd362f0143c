package dev.leverframe.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Decision;
import dev.leverframe.model.Explanation;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Limits;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Select;
import dev.leverframe.testing.JournaledDomain;
import dev.leverframe.testing.MemoryJournal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a log teaches another domain. */
class ImporterTest {
    private static final StreamId OTHER = new StreamId("other", 1);

    private final MemoryJournal journal = new MemoryJournal();

    private JournaledDomain domain(PolicyType core, boolean autoArms) {
        return new JournaledDomain(journal, OTHER, core, autoArms);
    }

    private static byte[] export(JournaledDomain domain, Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Export(new DecisionLog(domain.journal), LogQuery.of(domain.stream.domain())).write(format, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static ImportReport load(JournaledDomain domain, byte[] log, Format format) {
        Importer importer = new Importer(domain.journal, domain.stream, domain.state, Limits.DEFAULT);
        try {
            return importer.run(new ByteArrayInputStream(log), format, appendTo(domain), domain.nowMs);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ImportReport load(JournaledDomain domain, String log, Format format) {
        return load(domain, log.getBytes(StandardCharsets.UTF_8), format);
    }

    private static Importer.Listener appendTo(JournaledDomain domain) {
        return new Importer.Listener() {
            @Override
            public void applied(Fact fact) {
                domain.journal.append(domain.stream, fact);
            }

            @Override
            public void taken() {}
        };
    }

    /** What was exported is imported in the same order, so the states are equal bit for bit. */
    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"JSONL", "DSJSON"})
    void importedLogTeachesWhatItsRewardsTeach(Format format) {
        for (PolicyType core : List.of(PolicyType.THOMPSON, PolicyType.LIN_TS_DIAG)) {
            MemoryJournal source = new MemoryJournal();
            JournaledDomain teacher =
                    new JournaledDomain(source, new StreamId("teacher", 1), PolicyType.THOMPSON, false).live(300, 7);
            JournaledDomain imported = new JournaledDomain(new MemoryJournal(), OTHER, core, false);
            JournaledDomain taught = new JournaledDomain(new MemoryJournal(), OTHER, core, false);
            ImportReport report = load(imported, export(teacher, format), format);
            long rewards = 0;
            try (Walk<LogRow> rows = new DecisionLog(source).rows(LogQuery.ALL)) {
                while (rows.hasNext()) {
                    if (rows.next() instanceof Decided row && row.reward() != null) {
                        rewards++;
                        DecisionMade made = row.decision();
                        assertThat(taught.state.importReward(
                                        made.decisionId(), made.context(), made.served(), row.reward(), taught.nowMs))
                                .isEmpty();
                    }
                }
            }
            assertThat(report.taken()).isEqualTo(rewards).isGreaterThan(200);
            assertThat(imported.state.snapshot()).isEqualTo(taught.state.snapshot());
        }
    }

    /** A Beta posterior is a sum over rewards, so the order in which they came does not matter to it. */
    @Test
    void warmStartedPolicyScoresArmsAsTheOneThatLearned() {
        MemoryJournal source = new MemoryJournal();
        JournaledDomain teacher =
                new JournaledDomain(source, new StreamId("teacher", 1), PolicyType.THOMPSON, false).live(300, 11);
        JournaledDomain warm = domain(PolicyType.THOMPSON, false);
        load(warm, export(teacher, Format.JSONL), Format.JSONL);
        List<Double> expected = scores(teacher);
        List<Double> scores = scores(warm);
        for (int arm = 0; arm < scores.size(); arm++) {
            assertThat(scores.get(arm)).isCloseTo(expected.get(arm), Offset.offset(1e-12));
        }
    }

    private static List<Double> scores(JournaledDomain domain) {
        Select select = new Select("probe", JournaledDomain.ARMS, dev.leverframe.model.Context.NONE, null, null, true);
        Explanation explanation = ((Decision) domain.state.select(select, domain.nowMs)).explanation();
        assertThat(explanation).isNotNull();
        return explanation.scores();
    }

    @Test
    void noRewardIsImportedTwice() {
        JournaledDomain warm = domain(PolicyType.THOMPSON, false);
        String log = """
                {"decision_id": "x-1", "arm": "modelA", "reward": 0.5}
                {"decision_id": "x-1", "arm": "modelA", "reward": 0.5}
                """;
        ImportReport first = load(warm, log, Format.JSONL);
        assertThat(first.taken()).isEqualTo(1);
        assertThat(first.skipped()).containsEntry(ImportReport.IMPORTED_BEFORE, new ImportReport.Skipped(1, 2));
        assertThat(load(warm, log, Format.JSONL).taken()).isZero();
    }

    @Test
    void ownDecisionsAreNoWarmStart() {
        JournaledDomain own = domain(PolicyType.THOMPSON, false).live(50, 3);
        ImportReport report = load(own, export(own, Format.JSONL), Format.JSONL);
        assertThat(report.taken()).isZero();
        assertThat(report.skipped()).containsKey(ImportReport.OWN);
    }

    @Test
    void badLinesAreSkippedWithTheirNumberAndTheOthersTaken() {
        JournaledDomain warm = domain(PolicyType.THOMPSON, false);
        ImportReport report = load(warm, """
                {"decision_id": "x-1", "arm": "modelA", "reward": 0.5}
                not json

                {"decision_id": "x-2", "arm": "modelA", "reward": 1.5}
                {"decision_id": "x-3", "arm": "modelZ", "reward": 0.5}
                {"decision_id": "x-4", "arm": "modelA", "reward": null}
                {"kind": "gap", "missing": 3}
                {"decision_id": "x 5", "arm": "modelA", "reward": 0.5}
                {"decision_id": "x-6", "arm": "modelA", "reward": 0.5, "context": {"a": {"b": 1}}}
                {"decision_id": "x-7", "arm": "modelA", "reward": 0.5, "reward": 0.6}
                {"decision_id": "x-8", "arm": "modelB", "reward": 1, "context": {"vector": [0.5]}}
                """, Format.JSONL);
        assertThat(report.taken()).isEqualTo(2);
        assertThat(report.skippedLines()).isEqualTo(8);
        assertThat(report.skipped().get("reward must be from 0 to 1, got 1.5"))
                .isEqualTo(new ImportReport.Skipped(1, 4));
        assertThat(report.skipped().get(ImportReport.NO_REWARD)).isEqualTo(new ImportReport.Skipped(2, 6));
        assertThat(report.skipped().keySet())
                .anyMatch(why -> why.startsWith("it is not JSON"))
                .anyMatch(why -> why.contains("has no arm 'modelZ'"))
                .anyMatch(why -> why.startsWith("feature 'a'"));
    }

    @Test
    void armsAreAddedWhereTheDomainTakesThem() {
        JournaledDomain open = domain(PolicyType.THOMPSON, true);
        load(open, "{\"decision_id\": \"x-1\", \"arm\": \"new\", \"reward\": 0.5}\n", Format.JSONL);
        assertThat(open.state.spec().arms()).containsExactly("new");
        assertThat(journal.facts(OTHER, 2))
                .toIterable()
                .satisfiesExactly(
                        added -> assertThat(added.fact()).isInstanceOf(Fact.ArmAdded.class),
                        learned -> assertThat(learned.fact()).isInstanceOf(Fact.RewardImported.class));
    }

    @Test
    void dsjsonOfOthersIsReadByTagsAndNamespaces() {
        JournaledDomain warm = domain(PolicyType.THOMPSON, false);
        ImportReport report = load(warm, """
                {"_label_cost": -1, "_label_probability": 0.8, "_label_Action": 2, "_labelIndex": 1, "Version": "1",\
                 "EventId": "e1", "a": [2, 1], "p": [0.8, 0.2],\
                 "c": {"User": {"age": 30, "vip": true}, "plan": "pro",\
                 "_multi": [{"_tag": "modelA"}, {"_tag": "modelB"}]}}
                {"_label_cost": -1, "_label_Action": 3, "EventId": "e2", "c": {"_multi": [{"_tag": "modelA"}]}}
                """, Format.DSJSON);
        assertThat(report.taken()).isEqualTo(1);
        assertThat(report.skipped().keySet())
                .singleElement()
                .asString()
                .startsWith("_label_Action must be from 1 to 1");
        try (var facts = journal.facts(OTHER, 2)) {
            Fact.RewardImported learned = (Fact.RewardImported) facts.next().fact();
            assertThat(learned.arm()).isEqualTo("modelB");
            assertThat(Json.text(json -> Json.context(json, learned.context())))
                    .isEqualTo("{\"User.age\":30.0,\"User.vip\":true,\"plan\":\"pro\"}");
        }
    }
}
