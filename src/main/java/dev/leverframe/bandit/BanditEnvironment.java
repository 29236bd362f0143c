package dev.leverframe.bandit;

import dev.leverframe.journal.Journal;
import dev.leverframe.model.Limits;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the bandits of a process share.
 *
 * @param ids names decisions that their caller did not name; safe to call from any thread
 * @param publishMs milliseconds between two publications of figures
 */
public record BanditEnvironment(
        Limits limits, Journal journal, InstantSource clock, Supplier<String> ids, int publishMs) {}
