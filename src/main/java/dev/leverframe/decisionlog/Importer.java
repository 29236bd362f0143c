package dev.leverframe.decisionlog;

import dev.leverframe.domain.DomainState;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.JournalReader.Walk;
import dev.leverframe.journal.StreamId;
import dev.leverframe.model.Context;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.StableHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Teaches a domain the rewards of a log, as a warm start. Each line is taken or skipped by itself. A decision is imported once:
 * what was imported before is skipped, so an import that broke off can be run again; and a decision that the domain made
 * itself is not its warm start.
 */
public final class Importer {
    private final JournalReader reader;
    private final StreamId stream;
    private final DomainState state;
    private final Limits limits;
    /** Hashes of their ids: two differ in them but for a chance of n^2 / 2^65. */
    private final Set<Long> imported = new HashSet<>();
    /** Live and retired. */
    private final Set<String> arms = new HashSet<>();

    /**
     * @param state the domain as it stands; it tells of the facts that it makes by itself
     * @param limits how many arms there may be, and features of a context
     */
    public Importer(JournalReader reader, StreamId stream, DomainState state, Limits limits) {
        this.reader = reader;
        this.stream = stream;
        this.state = state;
        this.limits = limits;
        state.stats().arms().forEach(arm -> arms.add(arm.arm()));
        try (Walk<Numbered> facts = reader.facts(stream, 1)) {
            while (facts.hasNext()) {
                if (facts.next().fact() instanceof Fact.RewardImported before) {
                    imported.add(StableHash.of(before.decisionId()));
                }
            }
        }
    }

    /**
     * Reads a whole log.
     *
     * @param format JSON Lines or dsjson
     * @param facts told of what is to be kept, and asked to keep it, line by line
     */
    public ImportReport run(InputStream in, Format format, Listener facts, long nowMs) throws IOException {
        ImportReport report = new ImportReport();
        Lines lines = new Lines(in);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            if (line.length > 0 && !(line.length == 1 && line[0] == '\r')) {
                String skipped = lines.tooLong()
                        ? "the line is longer than " + Lines.BYTES_MAX + " bytes"
                        : take(line, format, facts, nowMs);
                report.line(lines.number(), skipped);
                facts.taken();
            }
        }
        return report;
    }

    /** Learns from a line, or says why not. */
    private @Nullable String take(byte[] line, Format format, Listener facts, long nowMs) {
        LoggedReward reward;
        try {
            Optional<LoggedReward> read = RewardLine.read(format, line);
            if (read.isEmpty()) {
                return ImportReport.NO_REWARD;
            }
            reward = read.get();
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
        if (imported.contains(StableHash.of(reward.decisionId()))) {
            return ImportReport.IMPORTED_BEFORE;
        }
        return isOwn(reward.decisionId()) ? ImportReport.OWN : learn(reward, facts, nowMs);
    }

    private boolean isOwn(String decisionId) {
        return reader.about(decisionId).stream()
                .anyMatch(located -> located.stream().equals(stream));
    }

    private @Nullable String learn(LoggedReward reward, Listener facts, long nowMs) {
        if (reward.context() instanceof Context.Named named && named.features().size() > limits.contextFeaturesMax()) {
            return "its context has more than " + limits.contextFeaturesMax() + " features";
        }
        String problem = addArm(reward.arm(), facts, nowMs);
        if (problem != null) {
            return problem;
        }
        Optional<Refusal> refusal =
                state.importReward(reward.decisionId(), reward.context(), reward.arm(), reward.reward(), nowMs);
        if (refusal.isEmpty()) {
            imported.add(StableHash.of(reward.decisionId()));
        }
        return refusal.map(Refusal::detail).orElse(null);
    }

    private @Nullable String addArm(String arm, Listener facts, long nowMs) {
        if (arms.contains(arm) || !state.spec().autoArms()) {
            return null; // what is unknown is refused with the reward
        }
        if (arms.size() >= limits.armsMax()) {
            return "the domain has " + limits.armsMax() + " arms already, and '" + arm + "' is not among them";
        }
        Fact.ArmAdded added = new Fact.ArmAdded(nowMs, arm);
        state.apply(added);
        arms.add(arm);
        facts.applied(added);
        return null;
    }

    /** Keeps what was imported. */
    public interface Listener {
        /** A fact was applied to the state, beside those that the state tells of itself. */
        void applied(Fact fact);

        /** A line is done, so what it made may be written. */
        void taken() throws IOException;
    }
}
