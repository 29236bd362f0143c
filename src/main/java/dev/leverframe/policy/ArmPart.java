package dev.leverframe.policy;

/** Additive statistics of the rewards of each arm. */
interface ArmPart {
    /** One past the highest arm that there is room for. */
    int arms();

    /** Makes what is known about the arm weigh this part of what it did, in [0, 1]. */
    void fade(int arm, double factor);

    /** Makes an arm weigh this part of another, in [0, 1], and be like it otherwise. */
    void copy(int arm, int like, double factor);

    /** What the rewards of an arm weigh; their number while nothing fades. */
    double weight(int arm);

    /** What is wrong with the numbers of an arm; empty: nothing. */
    String flaw(int arm);

    /** Puts its arrays, their names behind the prefix. */
    void memorise(Memory.Builder into, String prefix);

    /**
     * Takes over what {@link #memorise} put.
     *
     * @throws IllegalArgumentException if the arrays do not fit together
     */
    void restore(Memory memory, String prefix);
}
