package dev.leverframe.evidence;

import dev.leverframe.evidence.GroupDifference.Group;
import dev.leverframe.model.Snapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The difference of two variants' mean rewards <em>per decision</em> where a unit stays on its variant and decides often:
 * the unit, not the decision, is what chance allocated, so the spread between units is what counts (Deng, Knoblich and Lu,
 * "Applying the delta method in metric analytics", 2018; the boundary of {@link NormalMixture}).
 *
 * <pre>
 *   Z_u   = (S_u - g N_u) / q1 for a unit of the treatment,  -(S_u - g N_u) / q0 for one of the control,  else 0
 *   delta = mean(Z) m / N      g: mean reward of both, S_u: sum of the unit's N_u rewards, m units, N decisions in all
 * </pre>
 *
 * Every unit has one term that changes with each of its decisions; the sums are kept by taking its former contribution out
 * and putting the new one in. Treating decisions as units instead finds differences in up to half of the comparisons
 * where there is none.
 *
 * <p>Bounded: past {@code unitsMax} units a new one is turned away, whatever its outcome, and counted.
 */
public final class ClusteredDifference implements ConfidenceSequence {
    private final double treatmentShare;
    private final double controlShare;
    private final int unitsMax;
    private final Map<Long, Unit> units = new HashMap<>();
    private final UnitTotals treatment = new UnitTotals();
    private final UnitTotals control = new UnitTotals();
    private NormalMixture mixture;
    private long decisions;
    private long turnedAway;

    private static final class Unit {
        private final Group group;
        private double sum;
        private long count;

        Unit(Group group) {
            this.group = group;
        }
    }

    /**
     * @param treatmentShare the share of the units that the group gets, in (0, 1); likewise {@code controlShare}
     * @param planned units to be tightest at, positive
     * @param unitsMax units that are remembered at most, at some 80 bytes each
     */
    public ClusteredDifference(double treatmentShare, double controlShare, double planned, double alpha, int unitsMax) {
        Ranges.requireProbability("a share", treatmentShare);
        Ranges.requireProbability("a share", controlShare);
        this.treatmentShare = treatmentShare;
        this.controlShare = controlShare;
        this.unitsMax = unitsMax;
        this.mixture = NormalMixture.tuned(planned, alpha);
    }

    /**
     * Adds one decision's reward.
     *
     * @param unit hash of the unit's key; one that was first seen in another group is left out
     * @param reward finite
     */
    public void add(long unit, Group group, double reward) {
        Ranges.requireFinite("a reward", reward);
        Unit known = units.get(unit);
        if (known == null && units.size() < unitsMax) {
            known = new Unit(group);
            units.put(unit, known);
        }
        if (known == null || known.group != group) {
            turnedAway++;
            return;
        }
        decisions++;
        if (group != Group.OTHER) {
            totals(group).replace(known.sum, known.count, known.sum + reward, known.count + 1);
        }
        known.sum += reward;
        known.count++;
    }

    private UnitTotals totals(Group group) {
        return group == Group.TREATMENT ? treatment : control;
    }

    /** Units of a group, with at least one decision; not for {@link Group#OTHER}. */
    public long units(Group group) {
        return (long) totals(group).units();
    }

    /** Mean reward per decision of a group; NaN before its first. */
    public double mean(Group group) {
        return totals(group).rewards() / totals(group).decisions();
    }

    /** Mean reward of both groups' decisions: the centre of all terms. */
    double centre() {
        return (treatment.rewards() + control.rewards()) / (treatment.decisions() + control.decisions());
    }

    /** Mean of Z. */
    double meanOfTerms() {
        double g = centre();
        return (treatment.first(g) / treatmentShare - control.first(g) / controlShare) / n();
    }

    /** Variance of Z, 0 or more. */
    double varianceOfTerms() {
        double g = centre();
        double squares = treatment.second(g) / (treatmentShare * treatmentShare)
                + control.second(g) / (controlShare * controlShare);
        double mean = meanOfTerms();
        return Math.max(0, squares / n() - mean * mean);
    }

    /** Units with at least one decision. */
    @Override
    public long n() {
        return units.size();
    }

    /** Decisions that were left out: of units past the bound, or of units that changed their variant. */
    public long turnedAway() {
        return turnedAway;
    }

    private double perDecision() {
        return (double) n() / decisions;
    }

    @Override
    public double mean() {
        return meanOfTerms() * perDecision();
    }

    /** Both groups need their burn-in, in units. */
    @Override
    public boolean ready() {
        double g = centre();
        return treatment.burnedIn(g) && control.burnedIn(g);
    }

    @Override
    public Interval interval(double alpha) {
        double half = halfWidth(n(), alpha);
        return Double.isInfinite(half) ? new Interval(-half, half) : new Interval(mean() - half, mean() + half);
    }

    @Override
    public double lowerBound(double alpha) {
        double half = oneSidedHalf(alpha);
        return Double.isInfinite(half) ? -half : mean() - half;
    }

    @Override
    public double upperBound(double alpha) {
        double half = oneSidedHalf(alpha);
        return Double.isInfinite(half) ? half : mean() + half;
    }

    private double oneSidedHalf(double alpha) {
        double half = mixture.halfOneSided(n(), varianceOfTerms(), alpha);
        return Double.isInfinite(half) ? half : half * perDecision();
    }

    @Override
    public double logEAbove(double mean) {
        return mixture.logEOneSided(n(), varianceOfTerms(), meanOfTerms() - mean / perDecision());
    }

    @Override
    public double logEBelow(double mean) {
        return mixture.logEOneSided(n(), varianceOfTerms(), mean / perDecision() - meanOfTerms());
    }

    @Override
    public double logE(double mean) {
        return mixture.logE(n(), varianceOfTerms(), meanOfTerms() - mean / perDecision());
    }

    @Override
    public double anytimeP(double mean) {
        return Math.min(1, Math.exp(-logE(mean)));
    }

    @Override
    public double halfWidth(double terms, double alpha) {
        double half = mixture.half(terms, varianceOfTerms(), alpha);
        return Double.isInfinite(half) ? half : half * perDecision();
    }

    @Override
    public Snapshot snapshot() {
        List<Map.Entry<Long, Unit>> sorted = units.entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .toList();
        return Snapshot.builder()
                .numbers("rho2", mixture.rho2())
                .counts("decisions", decisions)
                .counts("turned_away", turnedAway)
                .part("treatment", treatment.snapshot())
                .part("control", control.snapshot())
                .counts("units", sorted.stream().mapToLong(Map.Entry::getKey).toArray())
                .texts(
                        "groups",
                        sorted.stream().map(e -> e.getValue().group.name()).toList())
                .counts(
                        "unit_decisions",
                        sorted.stream().mapToLong(e -> e.getValue().count).toArray())
                .numbers(
                        "unit_sums",
                        sorted.stream().mapToDouble(e -> e.getValue().sum).toArray())
                .build();
    }

    @Override
    public void restore(Snapshot kept) {
        mixture = NormalMixture.of(kept.number("rho2", mixture.rho2()));
        decisions = kept.count("decisions", 0);
        turnedAway = kept.count("turned_away", 0);
        treatment.restore(kept.part("treatment"));
        control.restore(kept.part("control"));
        restoreUnits(kept);
    }

    private void restoreUnits(Snapshot kept) {
        long[] keys = kept.counts("units");
        List<String> groups = kept.texts("groups");
        long[] counts = kept.counts("unit_decisions");
        double[] sums = Kept.numbers(kept, "unit_sums", keys.length);
        Kept.sameLength("units", keys.length, groups.size(), counts.length);
        units.clear();
        for (int i = 0; i < keys.length; i++) {
            Unit unit = new Unit(Group.valueOf(groups.get(i)));
            unit.sum = sums[i];
            unit.count = counts[i];
            units.put(keys[i], unit);
        }
    }
}
