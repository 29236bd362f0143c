package dev.leverframe.statistics;

import static dev.leverframe.statistics.Experiment.ALPHA;
import static dev.leverframe.statistics.Experiment.PLANNED;

import dev.leverframe.evidence.ClusteredDifference;
import dev.leverframe.evidence.GroupDifference;
import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.evidence.UnitOutcomes;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.Erfc;

/** Comparisons without a difference, in which something besides chance could make one up. Each says whether it did. */
final class Worlds {
    private Worlds() {}

    /**
     * A bandit allocates: Thompson sampling between the two, by the normal approximation of their posteriors, with a floor;
     * the shares are what it drew with.
     */
    static boolean banditFindsADifference(double p, double floor, int units, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GroupDifference difference = GroupDifference.bounded(floor, floor, PLANNED, ALPHA);
        Look look = new Look();
        for (int unit = 0; unit < units; unit++) {
            double share = Math.min(1 - floor, Math.max(floor, probabilityOfBetter(difference)));
            boolean treated = random.nextDouble() < share;
            double outcome = random.nextDouble() < p ? 1 : 0;
            difference.add(treated ? Group.TREATMENT : Group.CONTROL, outcome, share, 1 - share);
            if (look.excludes(difference.sequence(), 0, ALPHA)) {
                return true;
            }
        }
        return false;
    }

    private static double probabilityOfBetter(GroupDifference difference) {
        double n1 = difference.treatment().n() + 2.0;
        double n0 = difference.control().n() + 2.0;
        double m1 = (1 + difference.treatment().n() * difference.treatment().mean()) / n1;
        double m0 = (1 + difference.control().n() * difference.control().mean()) / n0;
        double variance = m1 * (1 - m1) / (n1 + 1) + m0 * (1 - m0) / (n0 + 1);
        return 0.5 * Erfc.value((m0 - m1) / Math.sqrt(2 * variance));
    }

    /** How units that stay on their variant are counted. */
    enum Counting {
        /** Wrongly: every decision as a unit. */
        DECISIONS,
        /** One outcome a unit. */
        UNITS,
        /** Totals of units, per decision. */
        CLUSTERS
    }

    /** Units that stay on their variant and differ from each other: each has its own success rate. */
    static boolean stickyUnitsMakeADifference(Counting counting, Law rates, int users, int decisions, long seed) {
        Sticky sticky = new Sticky(rates, users, seed);
        return switch (counting) {
            case DECISIONS -> sticky.byDecision(decisions);
            case UNITS -> sticky.byUnit(decisions);
            case CLUSTERS -> sticky.byCluster(decisions);
        };
    }

    private static final class Sticky {
        private final SplittableRandom random;
        private final double[] rates;
        private final boolean[] treated;

        Sticky(Law law, int users, long seed) {
            random = new SplittableRandom(seed);
            rates = new double[users];
            treated = new boolean[users];
            for (int user = 0; user < users; user++) {
                rates[user] = law.draw(random);
                treated[user] = random.nextBoolean();
            }
        }

        private double reward(int user) {
            return random.nextDouble() < rates[user] ? 1 : 0;
        }

        private Group group(int user) {
            return treated[user] ? Group.TREATMENT : Group.CONTROL;
        }

        boolean byDecision(int decisions) {
            GroupDifference difference = GroupDifference.unbounded(PLANNED / 2.0, ALPHA);
            for (int i = 0; i < decisions; i++) {
                int user = random.nextInt(rates.length);
                difference.add(group(user), reward(user), 0.5, 0.5);
                if (difference.ready() && difference.sequence().anytimeP(0) < ALPHA) {
                    return true;
                }
            }
            return false;
        }

        /** A unit's window is a quarter of the time; units keep coming for the rest of it. */
        boolean byUnit(int decisions) {
            GroupDifference difference = GroupDifference.bounded(0.5, 0.5, rates.length, ALPHA);
            UnitOutcomes units = new UnitOutcomes(decisions / 4, 0, rates.length);
            Look look = new Look();
            boolean[] found = {false};
            for (int i = 0; i < decisions; i++) {
                int user = random.nextInt(rates.length);
                units.decided(user, treated[user] ? 1 : 0, i);
                units.outcome(user, treated[user] ? 1 : 0, i, reward(user));
                units.drain(i, unit -> {
                    difference.add(group((int) unit.unit()), unit.outcome(), 0.5, 0.5);
                    found[0] |= look.excludes(difference.sequence(), 0, ALPHA);
                });
            }
            return found[0];
        }

        boolean byCluster(int decisions) {
            ClusteredDifference difference = new ClusteredDifference(0.5, 0.5, rates.length, ALPHA, rates.length);
            for (int i = 0; i < decisions; i++) {
                int user = random.nextInt(rates.length);
                difference.add(user, group(user), reward(user));
                if (difference.ready() && difference.anytimeP(0) < ALPHA) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Both variants succeed four times in five, and the treatment's failures come late. In the order of arrival they look
     * like successes for a while; in the order of decisions, once all is known, they do not.
     */
    static boolean slowFailuresMakeADifference(boolean byArrival, int decisions, int delay, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GroupDifference difference = GroupDifference.bounded(0.5, 0.5, PLANNED, ALPHA);
        Look look = new Look();
        PriorityQueue<Waiting> queue =
                new PriorityQueue<>(Comparator.comparingInt(Waiting::at).thenComparingInt(Waiting::made));
        for (int now = 0; now < decisions; now++) {
            boolean treated = random.nextBoolean();
            boolean success = random.nextDouble() < 0.8;
            boolean late = treated && !success;
            int at = byArrival ? now + (late ? delay : 1) : now + delay;
            queue.add(new Waiting(at, now, treated, success));
            while (!queue.isEmpty() && queue.peek().at() <= now) {
                Waiting known = queue.remove();
                difference.add(known.treated() ? Group.TREATMENT : Group.CONTROL, known.success() ? 1 : 0, 0.5, 0.5);
                if (look.excludes(difference.sequence(), 0, ALPHA)) {
                    return true;
                }
            }
        }
        return false;
    }

    private record Waiting(int at, int made, boolean treated, boolean success) {}
}
