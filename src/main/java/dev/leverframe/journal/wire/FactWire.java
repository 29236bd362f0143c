package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;
import static dev.leverframe.journal.wire.MessageReader.unknownKind;

import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.ArmAdded;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.DecisionsExpired;
import dev.leverframe.model.Fact.DomainConfigured;
import dev.leverframe.model.Fact.DomainDeleted;
import dev.leverframe.model.Fact.DomainOpened;
import dev.leverframe.model.Fact.ExperimentConfigured;
import dev.leverframe.model.Fact.ExperimentDeleted;
import dev.leverframe.model.Fact.FlagsChanged;
import dev.leverframe.model.Fact.OutcomeDiscarded;
import dev.leverframe.model.Fact.OutcomeRecorded;
import dev.leverframe.model.Fact.PhaseChanged;
import dev.leverframe.model.Fact.RewardImported;
import dev.leverframe.model.Fact.SettingsRead;
import dev.leverframe.model.Fact.VerdictActed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The message {@code Fact}. */
final class FactWire {
    private static final int DECISION_MADE = 3;
    private static final int OUTCOME_RECORDED = 4;

    /** Every kind of fact, by the number of its field. A number is never used for another kind. */
    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(DECISION_MADE, DecisionMade.class, DecisionWire::write, DecisionWire::read),
            new Kind<>(OUTCOME_RECORDED, OutcomeRecorded.class, OutcomeWire::write, OutcomeWire::readRecorded),
            new Kind<>(5, OutcomeDiscarded.class, OutcomeWire::write, OutcomeWire::readDiscarded),
            new Kind<>(6, DecisionsExpired.class, OutcomeWire::write, OutcomeWire::readExpired),
            new Kind<>(7, RewardImported.class, OutcomeWire::write, OutcomeWire::readImported),
            new Kind<>(8, ArmAdded.class, ConfigurationWire::write, ConfigurationWire::readArmAdded),
            new Kind<>(9, DomainConfigured.class, ConfigurationWire::write, ConfigurationWire::readDomainConfigured),
            new Kind<>(10, FlagsChanged.class, ConfigurationWire::write, ConfigurationWire::readFlagsChanged),
            new Kind<>(
                    11,
                    ExperimentConfigured.class,
                    ConfigurationWire::write,
                    ConfigurationWire::readExperimentConfigured),
            new Kind<>(12, ExperimentDeleted.class, ConfigurationWire::write, ConfigurationWire::readExperimentDeleted),
            new Kind<>(13, PhaseChanged.class, ConfigurationWire::write, ConfigurationWire::readPhaseChanged),
            new Kind<>(14, DomainOpened.class, ConfigurationWire::write, ConfigurationWire::readDomainOpened),
            new Kind<>(15, DomainDeleted.class, ConfigurationWire::write, ConfigurationWire::readDomainDeleted),
            new Kind<>(16, SettingsRead.class, ConfigurationWire::write, ConfigurationWire::readSettings),
            new Kind<>(17, VerdictActed.class, VerdictWire::write, VerdictWire::read));

    private static final Map<Class<?>, Kind<?>> BY_TYPE =
            KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::type, Function.identity()));
    private static final Map<Integer, Kind<?>> BY_NUMBER =
            KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::number, Function.identity()));

    private FactWire() {}

    /**
     * A fact and its place.
     *
     * @param skipped how many numbers were left out since the fact before
     * @param fact null where it was not asked for
     */
    record Placed(long skipped, @Nullable Fact fact) {}

    /** Writes a fact that has no place, and nothing in common with others. */
    static void write(MessageWriter out, Fact fact) {
        out.whole(2, fact.atMs());
        writeKind(out, fact);
    }

    /**
     * Writes a fact of a commit.
     *
     * @param skipped how many numbers were left out since the fact before
     */
    static void write(MessageWriter out, long skipped, Fact fact, Commons commons) {
        out.whole(1, skipped);
        out.whole(2, fact.atMs());
        if (fact instanceof DecisionMade made) {
            int start = out.begin(DECISION_MADE);
            DecisionWire.write(out, made, commons);
            out.end(start);
        } else {
            writeKind(out, fact);
        }
    }

    private static void writeKind(MessageWriter out, Fact fact) {
        Objects.requireNonNull(BY_TYPE.get(fact.getClass()), "every type of fact is a kind")
                .write(out, fact);
    }

    /** Reads a fact that has no place. */
    static Fact read(MessageReader in) throws IOException {
        return required(read(in, Long.MIN_VALUE, Long.MAX_VALUE, List.of()).fact(), "a fact");
    }

    /**
     * Reads the fact where as many numbers are left out before it as asked for. That number stands before the fact.
     *
     * @param from at least so many
     * @param through at most so many
     * @param commons what decisions of its commit have in common
     */
    static Placed read(MessageReader in, long from, long through, List<Common> commons) throws IOException {
        long skipped = 0;
        long atMs = 0;
        Fact fact = null;
        boolean passed = false;
        int other = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            Kind<?> kind = BY_NUMBER.get(field);
            if (kind != null && !(skipped >= from && skipped <= through)) {
                passed = true;
                in.skip();
            } else if (field == DECISION_MADE) {
                long madeMs = atMs;
                fact = in.message(made -> DecisionWire.read(made, madeMs, commons));
            } else if (kind != null) {
                fact = kind.read(in, atMs);
            } else if (field == 1) {
                skipped = in.whole();
            } else if (field == 2) {
                atMs = in.whole();
            } else {
                other = in.skip();
            }
        }
        if (fact == null && !passed) {
            throw unknownKind("a fact", other);
        }
        return new Placed(skipped, fact);
    }

    /** @param next number of the fact where none was left out before it */
    static Mention readMention(MessageReader in, long next) throws IOException {
        long skipped = 0;
        long atMs = 0;
        String decisionId = null;
        boolean made = false;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> skipped = in.whole();
                case 2 -> atMs = in.whole();
                case DECISION_MADE, OUTCOME_RECORDED -> {
                    made = field == DECISION_MADE;
                    String id = in.message(MessageReader::onlyText);
                    decisionId = id.isEmpty() ? null : id;
                }
                default -> in.skip();
            }
        }
        return new Mention(next + skipped, atMs, decisionId, made);
    }

    private record Kind<F extends Fact>(int number, Class<F> type, MessageWriter.Body<F> writer, Reader<F> reader) {
        void write(MessageWriter out, Fact fact) {
            out.message(number, type.cast(fact), writer);
        }

        Fact read(MessageReader in, long atMs) throws IOException {
            return in.message(each -> reader.read(each, atMs));
        }
    }

    /** Time stands in the message around it, before it. */
    @FunctionalInterface
    private interface Reader<F> {
        F read(MessageReader in, long atMs) throws IOException;
    }
}
