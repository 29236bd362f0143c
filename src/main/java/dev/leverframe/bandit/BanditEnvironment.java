package dev.leverframe.bandit;

import dev.leverframe.journal.Journal;
import dev.leverframe.journal.JournalReader;
import dev.leverframe.model.Limits;
import dev.leverframe.replay.Recoveries;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the bandits of a process share.
 *
 * @param reader of what the journal kept; null where it keeps nothing
 * @param recoveries brings back the domains that were kept
 * @param ids names decisions that their caller did not name; safe to call from any thread
 * @param publishMs milliseconds between two publications of figures
 * @param snapshotMs milliseconds between two snapshots of a domain that changed
 */
public record BanditEnvironment(
        Limits limits,
        Journal journal,
        @Nullable JournalReader reader,
        Recoveries recoveries,
        InstantSource clock,
        Supplier<String> ids,
        int publishMs,
        long snapshotMs) {}
