package dev.leverframe.policy;

/** Successes and failures of each arm, parts of one among them. In a memory: {@code successes}, {@code failures}, by arm. */
final class BetaCounts implements ArmPart {
    private double[] successes = {};
    private double[] failures = {};

    /** @param success in [0, 1]; what is missing to 1 is failure */
    void add(int arm, double success) {
        grow(arm);
        successes[arm] += success;
        failures[arm] += 1 - success;
    }

    private void grow(int arm) {
        successes = ArmArrays.grown(successes, arm);
        failures = ArmArrays.grown(failures, arm);
    }

    double successes(int arm) {
        return ArmArrays.get(successes, arm);
    }

    double failures(int arm) {
        return ArmArrays.get(failures, arm);
    }

    @Override
    public int arms() {
        return successes.length;
    }

    @Override
    public void fade(int arm, double factor) {
        grow(arm);
        successes[arm] *= factor;
        failures[arm] *= factor;
    }

    @Override
    public void copy(int arm, int like, double factor) {
        grow(Math.max(arm, like));
        successes[arm] = factor * successes[like];
        failures[arm] = factor * failures[like];
    }

    @Override
    public double weight(int arm) {
        return successes(arm) + failures(arm);
    }

    @Override
    public String flaw(int arm) {
        String flaw = Flaws.outside("successes", successes(arm), 0, Flaws.COUNT_MAX);
        return flaw.isEmpty() ? Flaws.outside("failures", failures(arm), 0, Flaws.COUNT_MAX) : flaw;
    }

    @Override
    public void memorise(Memory.Builder into, String prefix) {
        into.put(prefix + "successes", successes).put(prefix + "failures", failures);
    }

    @Override
    public void restore(Memory memory, String prefix) {
        successes = memory.get(prefix + "successes");
        failures = memory.get(prefix + "failures");
        Flaws.sameLength("counts of arms", successes.length, failures.length);
    }
}
