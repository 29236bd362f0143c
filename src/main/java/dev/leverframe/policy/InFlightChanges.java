package dev.leverframe.policy;

/** Pulls that began and ended since a policy was last remembered, by arm: what brings that memory up to date. */
final class InFlightChanges {
    private long[] changes = {};

    long[] toArray() {
        return changes.clone();
    }

    /** Takes over what {@link #toArray} gave. */
    void restore(long... kept) {
        changes = kept.clone();
    }

    void clear() {
        changes = new long[0];
    }

    void pulled(int arm) {
        changes = ArmArrays.grown(changes, arm);
        changes[arm]++;
    }

    void settled(int arm) {
        changes = ArmArrays.grown(changes, arm);
        changes[arm]--;
    }

    /** Tells a policy that was just restored of the pulls in flight that it does not know of, or still waits for. */
    void replayOn(Policy policy) {
        for (int arm = 0; arm < changes.length; arm++) {
            for (long i = 0; i < changes[arm]; i++) {
                policy.pulled(arm);
            }
            for (long i = changes[arm]; i < 0; i++) {
                policy.settled(arm);
            }
        }
    }
}
