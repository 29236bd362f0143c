package dev.leverframe.statistics;

import dev.leverframe.evidence.GroupDifference;
import dev.leverframe.evidence.GroupDifference.Group;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * An experiment of a treatment and a control, one outcome a unit, looked at after every unit.
 *
 * @param share of the units that the treatment gets
 */
record Experiment(String name, double share, Law treatment, Law control) {
    static final double ALPHA = 0.05;
    /** What the sequences are tuned for. */
    static final int PLANNED = 2000;

    static final int NEVER = Integer.MAX_VALUE;

    /** The exact test. */
    Supplier<GroupDifference> bounded() {
        return () -> GroupDifference.bounded(share, 1 - share, PLANNED, ALPHA);
    }

    /** The asymptotic one, tuned for half of that as its default is. */
    Supplier<GroupDifference> asymptotic() {
        return () -> GroupDifference.unbounded(PLANNED / 2.0, ALPHA);
    }

    /** The unit after which the interval first excludes a value. */
    int excludesAt(double value, int units, Supplier<GroupDifference> test, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GroupDifference difference = test.get();
        Look look = new Look();
        for (int unit = 1; unit <= units; unit++) {
            boolean treated = random.nextDouble() < share;
            double outcome = (treated ? treatment : control).draw(random);
            difference.add(treated ? Group.TREATMENT : Group.CONTROL, outcome, share, 1 - share);
            if (difference.ready() && look.excludes(difference.sequence(), value, ALPHA)) {
                return unit;
            }
        }
        return NEVER;
    }
}
