package dev.leverframe.policy;

import dev.leverframe.model.Snapshot;

/** What a policy had learned when it was last known to be sound, and the pulls that began and ended since. */
final class Remembered {
    /** Numbers copied an observation, on average, to remember a large policy. */
    private static final int COPIED_MAX = 64;

    private final InFlightChanges changes = new InFlightChanges();
    private Memory memory;
    private long learnedSince;

    Remembered(Memory memory) {
        this.memory = memory;
    }

    void pulled(int arm) {
        changes.pulled(arm);
    }

    void settled(int arm) {
        changes.settled(arm);
    }

    /** The policy learned one observation more. */
    void learned() {
        learnedSince++;
    }

    /** Whether enough was learned since to be worth a copy. */
    boolean isDue() {
        return learnedSince >= Math.max(Learner.REMEMBERED_EVERY, memory.size() / COPIED_MAX);
    }

    void renew(Memory sound) {
        memory = sound;
        changes.clear();
        learnedSince = 0;
    }

    /** What was learned since is lost. */
    void fallBack() {
        learnedSince = 0;
    }

    /** Brings a fresh policy to what was remembered, up to date with the pulls in flight. */
    Policy on(Policy fresh) {
        fresh.restore(memory);
        changes.replayOn(fresh);
        return fresh;
    }

    Snapshot snapshot() {
        return Snapshot.builder()
                .part("memory", memory.snapshot())
                .counts("in_flight_changes", changes.toArray())
                .counts("learned_since", learnedSince)
                .build();
    }

    void restore(Snapshot kept) {
        memory = kept.has("memory") ? Memory.of(kept.part("memory")) : memory;
        changes.restore(kept.counts("in_flight_changes"));
        learnedSince = kept.count("learned_since", 0);
    }
}
