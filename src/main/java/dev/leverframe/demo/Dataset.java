package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A data set that tells for every step what each arm would have brought. */
interface Dataset {
    /** The domain that the demo decides in. */
    String domain();

    /** What the arms are, for people: {@code model}. */
    String armWord();

    List<String> arms();

    /** The steps of a run, in the order in which they are replayed. */
    List<Step> steps();

    /** The domain as the service is to run it. */
    JsonObject domainBody();

    /** The policies compared, by variant; the first is the control. */
    Map<String, JsonObject> variants();

    /** A variant with its policy's type, where it is one: {@code control (thompson)}. */
    default String label(String decider) {
        JsonObject policy = variants().get(decider);
        return policy == null ? decider : decider + " (" + policy.getString("type") + ")";
    }

    /** Lines that say what is replayed and where it comes from. */
    List<String> introduction();

    /** The unit that people would count in, and how a reward is read in it. */
    Unit unit();

    /** Connections that replay without making anybody wait long. */
    int connections();

    /** Whether arms have a price. */
    default boolean priced() {
        return false;
    }

    /** The arm with the highest mean expected reward over all steps: what one would have chosen with hindsight. */
    default int bestSingleArm() {
        int best = 0;
        double bestSum = Double.NEGATIVE_INFINITY;
        for (int arm = 0; arm < arms().size(); arm++) {
            int each = arm;
            double sum = steps().stream()
                    .mapToDouble(step -> step.of(each).expected())
                    .sum();
            best = sum > bestSum ? arm : best;
            bestSum = Math.max(sum, bestSum);
        }
        return best;
    }

    /**
     * A unit that is affine in the reward: {@code value = scale * reward + offset}.
     *
     * @param name heads the column
     */
    record Unit(String name, double scale, double offset) {
        double of(double reward) {
            return scale * reward + offset;
        }
    }
}
