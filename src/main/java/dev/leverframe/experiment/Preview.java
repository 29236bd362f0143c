package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.UnitMoves;
import dev.leverframe.model.UnitMoves.Move;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which units a change of an experiment would move. Changes nothing; the same answer every time.
 *
 * <p>Where both allocations take one and the same hash modulo their numbers of slots, the pair of variants repeats after the
 * least common multiple of both numbers, so counting that many residues is exact. Everything else (rendezvous, another salt,
 * another scheme) is counted on {@value #SAMPLE} made-up keys: the standard error of a share is then 0.0035 at most.
 *
 * <p>Exposure is drawn by a hash of its own: under one salt a change of it only adds units or only takes some away, and under
 * another salt everybody is drawn anew.
 */
public final class Preview {
    static final int SAMPLE = 20_000;
    /** Past it counting residues would take longer than the sample is worth: a few milliseconds. */
    private static final long RESIDUES_MAX = 1_000_000;

    private static final double BASIS_POINTS = 10_000;

    private final ExperimentSpec before;
    private final ExperimentSpec after;
    private final long[][] counts;

    private Preview(ExperimentSpec before, ExperimentSpec after) {
        this.before = before;
        this.after = after;
        this.counts = new long[before.variants().size()][after.variants().size()];
    }

    /** @throws IllegalArgumentException if units cannot be allocated by one of the two; the message says what to change */
    public static UnitMoves of(String domain, ExperimentSpec before, ExperimentSpec after) {
        Allocation from = Allocation.of(before);
        Allocation to = Allocation.of(after);
        Preview preview = new Preview(before, after);
        long period = period(before, after);
        if (period > 0) {
            preview.countResidues(period);
        } else {
            preview.countKeys(domain, from, to);
        }
        return preview.moves(period > 0);
    }

    /** After how many residues the pair of variants repeats; 0 where there are too many of them, or none. */
    private static long period(ExperimentSpec before, ExperimentSpec after) {
        boolean oneHash = before.salt().equals(after.salt()) && slotted(before) && slotted(after);
        if (!oneHash) {
            return 0;
        }
        long a = total(before);
        long b = total(after);
        double multiple = (double) a / gcd(a, b) * b;
        return multiple <= RESIDUES_MAX ? (long) multiple : 0;
    }

    private static boolean slotted(ExperimentSpec spec) {
        return spec.allocation() != Scheme.RENDEZVOUS;
    }

    private static long total(ExperimentSpec spec) {
        return Arrays.stream(slots(spec)).sum();
    }

    private static long[] slots(ExperimentSpec spec) {
        return spec.allocation() == Scheme.MODULO ? Slots.apportioned(spec) : Slots.raw(spec);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private void countResidues(long period) {
        int[] from = owners(slots(before));
        int[] to = owners(slots(after));
        for (int residue = 0; residue < period; residue++) {
            counts[from[residue % from.length]][to[residue % to.length]]++;
        }
    }

    /** The variant of each slot. */
    private static int[] owners(long[] slots) {
        int[] owners = new int[Math.toIntExact(Arrays.stream(slots).sum())];
        int end = 0;
        for (int v = 0; v < slots.length; v++) {
            int begin = end;
            end += Math.toIntExact(slots[v]);
            Arrays.fill(owners, begin, end, v);
        }
        return owners;
    }

    private void countKeys(String domain, Allocation from, Allocation to) {
        for (int i = 0; i < SAMPLE; i++) {
            String key = "preview-" + i;
            counts[from.variant(domain, key)][to.variant(domain, key)]++;
        }
    }

    private UnitMoves moves(boolean exact) {
        long units = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
        List<Move> moves = new ArrayList<>();
        long moved = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                String from = before.variants().get(i).variant();
                String to = after.variants().get(j).variant();
                if (counts[i][j] > 0 && !from.equals(to)) {
                    moved += counts[i][j];
                    moves.add(new Move(from, to, (double) counts[i][j] / units));
                }
            }
        }
        moves.sort(Comparator.comparingDouble(Move::share).reversed());
        return withExposure(units, exact, (double) moved / units, moves);
    }

    private UnitMoves withExposure(long units, boolean exact, double moved, List<Move> moves) {
        double from = before.exposureBps() / BASIS_POINTS;
        double to = after.exposureBps() / BASIS_POINTS;
        boolean oneSalt = before.salt().equals(after.salt());
        double joining =
                oneSalt ? Math.max(0, after.exposureBps() - before.exposureBps()) / BASIS_POINTS : to * (1 - from);
        double leaving =
                oneSalt ? Math.max(0, before.exposureBps() - after.exposureBps()) / BASIS_POINTS : from * (1 - to);
        return new UnitMoves(units, exact, moved, from, to, joining, leaving, moves);
    }
}
