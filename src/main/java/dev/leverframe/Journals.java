package dev.leverframe;

import dev.leverframe.config.ConfigurationException;
import dev.leverframe.config.Durability;
import dev.leverframe.config.Settings;
import dev.leverframe.journal.CommitJournal;
import dev.leverframe.journal.JournalException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens the journal that the settings ask for. */
final class Journals {
    /** Snapshots kept of one domain, spread over what the decision log keeps: old decisions are recomputed from them. */
    private static final int SNAPSHOTS_MAX = 16;

    private static final long MIB = 1024L * 1024;

    private Journals() {}

    /**
     * The journal, empty where nothing is to be kept. Blocks.
     *
     * @throws ConfigurationException if the directory cannot be used
     */
    static Optional<CommitJournal> open(Settings settings) {
        if (settings.durability() == Durability.NONE) {
            return Optional.empty();
        }
        Settings.Journal journal = settings.journal();
        CommitJournal.Options options = new CommitJournal.Options(
                settings.durability() == Durability.DISK,
                journal.lingerMs(),
                journal.waitingMax(),
                journal.waitingMb() * MIB,
                TimeUnit.HOURS.toMillis(journal.retentionH()),
                journal.retentionMb() * MIB,
                SNAPSHOTS_MAX);
        try {
            return Optional.of(
                    CommitJournal.start(Path.of(settings.dataDir()), options, InstantSource.system(), Version.text()));
        } catch (JournalException e) {
            throw new ConfigurationException(
                    List.of(Objects.requireNonNullElse(e.getMessage(), "data_dir cannot be used")));
        }
    }
}
