package dev.leverframe.learning;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Flag;
import dev.leverframe.model.Context.Numeric;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.policy.FeatureEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * 3,559 benchmark prompts, each answered by four LLMs, each once in shuffled order. Utility is quality - 5 US dollars, reward
 * (utility + 0.5) / 1.5 within [0, 1]. Context: what the text shows without a model (length, digits, code, the benchmark's
 * name), encoded as a service would.
 */
final class Prompts implements World {
    private static final Pattern FIELD = Pattern.compile("(?:\"((?:[^\"]++|\"\")*+)\"|([^,\"\\r\\n]*+))(,|\\r?\\n|$)");
    private static final Pattern CODE = Pattern.compile("```|\\b(def|class|import|return)\\b");
    private static final int MODELS = 4;
    private static final int FIRST_QUALITY = 3;
    private static final int FIRST_COST = FIRST_QUALITY + MODELS;
    private static final int PROMPT = FIRST_COST + MODELS;
    private static final List<List<String>> ROWS = rows();

    private final List<List<String>> order;
    private final List<FeatureVector> contexts = new ArrayList<>();

    Prompts(long seed) {
        order = new ArrayList<>(ROWS);
        Collections.shuffle(order, new Random(seed));
        FeatureEncoder encoder = new FeatureEncoder(64);
        for (List<String> row : order) {
            Context context = context(row);
            encoder.observe(context);
            contexts.add(encoder.encode(context));
        }
    }

    private static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        Matcher field = FIELD.matcher(DemoData.text("pareto_k4.csv.gz"));
        while (field.find()) {
            row.add(field.group(1) == null ? field.group(2) : field.group(1));
            if (!field.group(3).equals(",")) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows.stream().skip(1).filter(full -> full.size() > PROMPT).toList();
    }

    private static Context context(List<String> row) {
        String prompt = row.get(PROMPT);
        double digits = prompt.chars().filter(Character::isDigit).count() / (1.0 + prompt.length());
        return new Context.Named(List.of(
                new Category("task", row.get(2).replaceFirst("/.*", "")),
                new Numeric("chars_log", Math.log1p(prompt.length())),
                new Numeric("lines_log", Math.log1p(prompt.lines().count())),
                new Numeric("digits_share", digits),
                new Flag("code", CODE.matcher(prompt).find()),
                new Flag("question_mark", prompt.indexOf('?') >= 0)));
    }

    static int rowCount() {
        return ROWS.size();
    }

    @Override
    public int arms() {
        return MODELS;
    }

    @Override
    public int steps() {
        return order.size();
    }

    @Override
    public FeatureVector context(int step) {
        return contexts.get(step);
    }

    @Override
    public double expected(int step, int arm) {
        double quality = Double.parseDouble(order.get(step).get(FIRST_QUALITY + arm));
        double dollars = Double.parseDouble(order.get(step).get(FIRST_COST + arm));
        return Math.max(0, (quality - 5 * dollars + 0.5) / 1.5);
    }

    @Override
    public double reward(int step, int arm) {
        return expected(step, arm);
    }

    /** Best, uniform and best single arm's mean utility, to hold the reading of the file against known figures. */
    double[] knownMeans() {
        double best = IntStream.range(0, steps())
                .mapToDouble(step -> IntStream.range(0, MODELS)
                        .mapToDouble(arm -> expected(step, arm))
                        .max()
                        .orElseThrow())
                .average()
                .orElseThrow();
        double uniform = IntStream.range(0, steps() * MODELS)
                .mapToDouble(i -> expected(i / MODELS, i % MODELS))
                .average()
                .orElseThrow();
        return new double[] {1.5 * best - 0.5, 1.5 * uniform - 0.5};
    }
}
