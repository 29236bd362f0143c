package dev.leverframe.experiment;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.StableHash;
import java.util.List;

/**
 * Weighted rendezvous hashing (Thaler and Ravishankar, "Using name-based mappings to increase hit rates", 1998; weights
 * by Schindelhauer and Schomaker, "Weighted distributed hash tables", 2005).
 *
 * <pre>
 *   u_v = hash of [salt, domain, key, variant id] as a number in (0, 1)         score_v = -log(u_v) / w_v
 * </pre>
 *
 * The smallest score wins, ties by variant id. It is a race of exponential clocks, so variant v wins with probability
 * {@code w_v / sum w} exactly; when one weight is raised, units move only to that variant. The scores do not depend on
 * the variants' order. {@code StrictMath}, since {@code Math.log} may differ by an ulp between machines.
 */
final class RendezvousAllocation extends Allocation {
    private final String salt;
    private final List<Variant> variants;
    private final double total;

    RendezvousAllocation(ExperimentSpec spec) {
        super(spec);
        this.salt = spec.salt();
        this.variants = spec.variants();
        this.total = variants.stream().mapToDouble(Variant::weight).sum();
    }

    @Override
    public int variant(String domain, String key) {
        int best = -1;
        double bestScore = 0;
        for (int v = 0; v < variants.size(); v++) {
            if (variants.get(v).weight() > 0) {
                double score = score(v, domain, key);
                if (best < 0 || score < bestScore || (score == bestScore && id(v).compareTo(id(best)) < 0)) {
                    best = v;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /** The unit's score for a variant of positive weight: positive, the smallest wins. */
    double score(int v, String domain, String key) {
        double u = StableHash.unitInterval(StableHash.of(salt, domain, key, id(v)));
        return -StrictMath.log(u) / variants.get(v).weight();
    }

    private String id(int v) {
        return variants.get(v).variant();
    }

    @Override
    public double share(int variant) {
        return variants.get(variant).weight() / total;
    }
}
