package dev.leverframe.policy;

/**
 * Pulls whose rewards are still to come. An index policy counts them as if they had paid the arm's mean: with delayed
 * rewards the index would otherwise not move, and a whole burst would go to one arm (compare Joulani, György and
 * Szepesvári, "Online Learning under Delayed Feedback", 2013).
 */
final class InFlight {
    private static final String NAME = "in_flight";

    private long[] counts = {};
    private long total;

    void pulled(int arm) {
        counts = ArmArrays.grown(counts, arm);
        counts[arm]++;
        total++;
    }

    /** Without a pull in flight there is nothing to end, and nothing happens. */
    void settled(int arm) {
        if (count(arm) > 0) {
            counts[arm]--;
            total--;
        }
    }

    long count(int arm) {
        return ArmArrays.get(counts, arm);
    }

    /** Of all arms. */
    long total() {
        return total;
    }

    void keep(Memory.Builder memory) {
        memory.put(NAME, counts);
    }

    void restore(Memory memory) {
        counts = ArmArrays.whole(memory.get(NAME));
        total = 0;
        for (long count : counts) {
            total += count;
        }
    }
}
