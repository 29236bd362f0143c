package dev.leverframe.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * 3,559 prompts of public benchmarks, each answered by four LLMs, each answer with a judged quality and its price. The reward
 * that the service composes from the two is
 *
 * <pre>
 *   r = (quality + 0.5 (1 - min(1, usd / 0.1))) / 1.5 = (quality - 5 usd + 0.5) / 1.5    while usd is at most 0.1
 * </pre>
 *
 * so that an answer which costs two cents has to be 0.1 better than a free one. Five of the 14,236 answers cost more than ten
 * cents and are priced as if they cost ten.
 */
final class ParetoData implements Dataset {
    static final String FILE = "pareto_k4.csv.gz";
    private static final double COST_WEIGHT = 0.5;
    private static final double COST_REF_USD = 0.1;
    private static final String QUALITY = "q_";

    /** Rewards here lie mostly within 0.1 of each other; a guess of 0.3, the default, makes LinTS explore for longer. */
    private static final double NOISE_VARIANCE = 0.01;

    private final List<String> arms;
    private final List<Step> steps;

    private ParetoData(List<String> arms, List<Step> steps) {
        this.arms = arms;
        this.steps = steps;
    }

    /**
     * @param seed orders the rows
     * @param rows how many of them to keep, at most
     */
    static ParetoData load(long seed, int rows) {
        List<List<String>> table = Csv.parse(DemoFile.text(FILE));
        List<String> header = table.get(0);
        List<String> arms = header.stream()
                .filter(column -> column.startsWith(QUALITY))
                .map(column -> column.substring(QUALITY.length()))
                .toList();
        List<Step> steps = new ArrayList<>();
        for (List<String> row : table.subList(1, table.size())) {
            steps.add(step(header, row, arms));
        }
        Collections.shuffle(steps, new Random(seed));
        return new ParetoData(arms, List.copyOf(steps.subList(0, Math.min(rows, steps.size()))));
    }

    private static Step step(List<String> header, List<String> row, List<String> arms) {
        List<ArmOutcome> outcomes = new ArrayList<>();
        for (String arm : arms) {
            double quality = Double.parseDouble(row.get(header.indexOf(QUALITY + arm)));
            double usd = Double.parseDouble(row.get(header.indexOf("cost_" + arm)));
            double reward = reward(quality, usd);
            JsonObject report = new JsonObject().put("quality", quality).put("cost_usd", usd);
            outcomes.add(new ArmOutcome(reward, reward, usd, report));
        }
        String prompt = row.get(header.indexOf("prompt"));
        return new Step(PromptFeatures.of(prompt, row.get(header.indexOf("source"))), outcomes);
    }

    /**
     * @param quality in [0, 1]
     * @param usd US dollars, 0 or more
     */
    static double reward(double quality, double usd) {
        return (quality + COST_WEIGHT * (1 - Math.min(1, usd / COST_REF_USD))) / (1 + COST_WEIGHT);
    }

    @Override
    public String domain() {
        return "demo-pareto";
    }

    @Override
    public String armWord() {
        return "model";
    }

    @Override
    public List<String> arms() {
        return arms;
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public JsonObject domainBody() {
        JsonObject reward = new JsonObject()
                .put("quality_weight", 1)
                .put("cost_weight", COST_WEIGHT)
                .put("latency_weight", 0)
                .put("cost_ref_usd", COST_REF_USD);
        return new JsonObject()
                .put("arms", new JsonArray(arms))
                .put("policy", variants().get(Variants.CONTROL))
                .put("reward", reward);
    }

    @Override
    public Map<String, JsonObject> variants() {
        Map<String, JsonObject> variants = Variants.against(new JsonObject().put("noise_variance", NOISE_VARIANCE));
        variants.put("gaussian", new JsonObject().put("type", "gaussian_thompson"));
        return variants;
    }

    @Override
    public List<String> introduction() {
        return List.of(
                String.format(
                        Locale.ROOT, "%,d prompts of public benchmarks, each once, in shuffled order.", steps.size()),
                "Four LLMs answered each of them; every answer has a judged quality and the price that was paid.",
                "reward = (quality - 5 USD + 0.5) / 1.5, composed by the service; utility = quality - 5 USD.",
                "Features: length, digits, code, choices and the like, and the benchmark's name; no tokeniser, no model.");
    }

    @Override
    public Unit unit() {
        return new Unit("utility", 1 + COST_WEIGHT, -COST_WEIGHT);
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public boolean priced() {
        return true;
    }
}
