package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says in sentences what the numbers of the active half say, and no more. */
final class Findings {
    /** A difference below this many standard errors is called noise. */
    private static final double NOISE_SE = 2;

    private final Dataset data;
    private final Scoreboard board;
    private final Map<String, Score> variants;
    private final JsonObject shadow;

    /**
     * @param board the active half
     * @param shadow the domain's figures at the end of the shadow half
     */
    Findings(Dataset data, Scoreboard board, JsonObject shadow) {
        this.data = data;
        this.shadow = shadow;
        this.board = board;
        this.variants = board.deciders();
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        context(sentences);
        variants.values().stream()
                .min(Comparator.comparingDouble(Score::regret))
                .ifPresent(best -> sentences.add(againstSingle(best)));
        sentences.add(headroom());
        Optional.ofNullable(variants.get(Variants.LINTS))
                .flatMap(this::foretold)
                .ifPresent(sentences::add);
        if (data.priced()) {
            sentences.add(money());
        }
        return sentences;
    }

    /** LinTS against each context-free variant, on the regret: that takes how hard the rows were out of the comparison. */
    private void context(List<String> sentences) {
        Score lints = variants.get(Variants.LINTS);
        for (Score other : variants.values()) {
            if (lints != null && !other.name().equals(Variants.LINTS)) {
                sentences.add(comparison(lints, other));
            }
        }
    }

    private String comparison(Score lints, Score other) {
        double gain = other.regret() - lints.regret();
        double se = Math.hypot(other.regretSe(), lints.regretSe());
        String measured = String.format(
                Locale.ROOT,
                "LinTS, which sees the context, minus %s, which does not: %+.4f reward a decision, standard error %.4f: ",
                data.label(other.name()),
                gain,
                se);
        if (!(Math.abs(gain) > NOISE_SE * se)) {
            return measured + "no difference beyond noise; if context helps here, it helps little.";
        }
        return measured + (gain > 0 ? "LinTS is better." : "LinTS is worse: it pays for features that tell it little.");
    }

    private String againstSingle(Score best) {
        String single = Scoreboard.shortName(data.arms().get(data.bestSingleArm()));
        String measured = String.format(
                Locale.ROOT,
                "The best variant, %s, against always %s (known only with hindsight): %+.4f reward a decision,"
                        + " standard error %.4f: ",
                best.name(),
                single,
                -best.regret(),
                best.regretSe());
        if (!(Math.abs(best.regret()) > NOISE_SE * best.regretSe())) {
            return measured + "no difference beyond noise.";
        }
        return measured
                + (best.regret() < 0
                        ? "better than any single choice."
                        : "what it cost to find out, and to keep looking.");
    }

    /** How much there is to win at all. */
    private String headroom() {
        double random = board.random().meanReward();
        double single = board.bestSingle().meanReward();
        double oracle = board.oracle().meanReward();
        return String.format(
                Locale.ROOT,
                "Of what lies between random and the best answer to every row, the best single %s takes %.0f %%; only the"
                        + " rest needs context.",
                data.armWord(),
                100 * (single - random) / (oracle - random));
    }

    /** The estimate made in shadow beside what came true; the policy kept learning in between. */
    private Optional<String> foretold(Score lints) {
        return Reconciliation.variantsOf(shadow).stream()
                .filter(variant -> lints.name().equals(variant.getString("variant")))
                .map(variant -> variant.getJsonObject("counterfactual"))
                .filter(value -> value.getDouble("se") != null)
                .map(value -> String.format(
                        Locale.ROOT,
                        "LinTS in shadow, while it learned, was valued at %.4f, standard error %.4f (%,d decisions worth"
                                + " %,.0f of its own); active, it earned %.4f, standard error %.4f.",
                        value.getDouble("mean"),
                        value.getDouble("se"),
                        value.getLong("n"),
                        value.getDouble("ess"),
                        lints.meanReward(),
                        lints.se()))
                .findFirst();
    }

    private String money() {
        Score dearest = board.singles().stream()
                .max(Comparator.comparingDouble(Score::usd))
                .orElseThrow();
        double usd = variants.values().stream().mapToDouble(Score::usd).sum();
        return String.format(
                Locale.ROOT,
                "Spent: $%.2f in all; %s would have cost $%.2f, and earned %+.4f reward a decision against the best"
                        + " single %s.",
                usd,
                dearest.name(),
                dearest.usd(),
                -dearest.regret(),
                data.armWord());
    }
}
