package dev.leverframe.decisionlog;

import dev.leverframe.decisionlog.LogRow.Decided;
import dev.leverframe.model.Context;
import dev.leverframe.model.Fact.DecisionMade;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows as the Open Bandit Pipeline's bandit feedback, in CSV (RFC 4180) with a header: time, action, position, reward, pscore,
 * n_actions, the arm by name, the distribution drawn from over all actions, and the context.
 */
final class BanditFeedbackWriter implements RowWriter {
    private final BanditColumns columns;
    private final List<String> features;
    private final Writer out;

    BanditFeedbackWriter(OutputStream out, BanditColumns columns) throws IOException {
        this.columns = columns;
        this.features = columns.features();
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        write(header());
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(
                List.of("timestamp", "action", "position", "reward", "pscore", "n_actions", "decision_id", "arm"));
        for (int action = 0; action < columns.actions(); action++) {
            names.add("pi_b." + action);
        }
        for (int entry = 0; entry < columns.vectorEntries(); entry++) {
            names.add("vector." + entry);
        }
        features.forEach(feature -> names.add("context." + feature));
        return names;
    }

    /** Only decisions with a reward: the pipeline has no place for others. */
    @Override
    public boolean write(LogRow row) throws IOException {
        Double reward = row instanceof Decided decided ? decided.reward() : null;
        if (reward == null) {
            return false;
        }
        DecisionMade decision = ((Decided) row).decision();
        List<String> values = new ArrayList<>(List.of(
                Times.format(row.atMs()),
                Integer.toString(columns.action(decision.served())),
                "0",
                reward.toString(),
                Double.toString(decision.propensity()),
                Integer.toString(columns.actions()),
                decision.decisionId(),
                decision.served()));
        values.addAll(behaviour(decision));
        values.addAll(context(decision.context()));
        write(values);
        return true;
    }

    private List<String> behaviour(DecisionMade decision) {
        String[] probabilities = new String[columns.actions()];
        Arrays.fill(probabilities, "0.0");
        for (int a = 0; a < decision.candidates().size(); a++) {
            probabilities[columns.action(decision.candidates().get(a))] =
                    Double.toString(decision.behaviour().get(a));
        }
        return List.of(probabilities);
    }

    private List<String> context(Context context) {
        List<String> values = new ArrayList<>();
        for (int entry = 0; entry < columns.vectorEntries(); entry++) {
            boolean there = context instanceof Context.Vector vector && entry < vector.size();
            values.add(there ? Double.toString(((Context.Vector) context).get(entry)) : "");
        }
        Map<String, String> named = new HashMap<>();
        if (context instanceof Context.Named some) {
            some.features().forEach(feature -> named.put(feature.name(), value(feature)));
        }
        features.forEach(feature -> values.add(named.getOrDefault(feature, "")));
        return values;
    }

    private static String value(Context.Feature feature) {
        if (feature instanceof Context.Numeric numeric) {
            return Double.toString(numeric.value());
        }
        return feature instanceof Context.Flag flag ? (flag.value() ? "1" : "0") : ((Context.Category) feature).value();
    }

    private void write(List<String> values) throws IOException {
        out.write(values.stream().map(BanditFeedbackWriter::quoted).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
