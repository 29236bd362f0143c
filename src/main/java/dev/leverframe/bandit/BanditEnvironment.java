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
 * @param turnNanos nanoseconds that a domain works on a batch before others of its event loop have a turn
 * @param memory of what the domains remember
 */
public record BanditEnvironment(
        Limits limits,
        Journal journal,
        @Nullable JournalReader reader,
        Recoveries recoveries,
        InstantSource clock,
        Supplier<String> ids,
        int publishMs,
        long snapshotMs,
        long turnNanos,
        MemoryBudget memory) {}
