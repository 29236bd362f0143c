package dev.leverframe.learning;

import dev.leverframe.model.FeatureVector;
import java.util.function.LongFunction;

/** A bandit problem whose answers are all known. */
interface World {
    int arms();

    /** How many steps there are. */
    int steps();

    FeatureVector context(int step);

    /** Mean reward of the arm at this step, in [0, 1]. */
    double expected(int step, int arm);

    /** The reward that the arm would bring at this step, in [0, 1]. */
    double reward(int step, int arm);

    /** A world with a name, drawn anew for each seed. */
    record Named(String name, LongFunction<World> of) {}
}
