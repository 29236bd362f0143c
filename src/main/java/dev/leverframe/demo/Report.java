package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tables of a run. */
final class Report {
    private static final double PER = 1000;

    private final Dataset data;

    Report(Dataset data) {
        this.data = data;
    }

    /** What the service estimated of each variant while none of them decided. */
    List<String> shadow(JsonObject stats, Score core) {
        Table table = new Table(List.of(
                "shadow: valued, not served",
                "pulls",
                "mean reward",
                "+- se",
                "effective sample",
                "regret vs best so far"));
        for (JsonObject variant : Reconciliation.variantsOf(stats)) {
            JsonObject value = variant.getJsonObject("counterfactual");
            table.row(List.of(
                    data.label(variant.getString("variant")),
                    count(variant.getLong("pulls")),
                    number("%.4f", variant.getDouble("mean_reward")),
                    number("%.4f", value.getDouble("se")),
                    number("%,.0f", value.getDouble("ess")),
                    number("%+.2f", variant.getDouble("regret_sum"))));
        }
        table.rule();
        table.row(List.of(
                core.name() + ", served",
                count(core.pulls()),
                number("%.4f", core.meanReward()),
                number("%.4f", core.se()),
                count(core.pulls()),
                "-"));
        return table.lines();
    }

    /** What each variant earned on what it served, beside yardsticks on everything that was served. */
    List<String> active(Scoreboard board) {
        Table table = new Table(header());
        board.deciders().values().forEach(score -> table.row(cells(data.label(score.name()), score)));
        table.rule();
        Score best = board.bestSingle();
        table.row(cells(best.name() + " *", best));
        for (Score single : board.singles()) {
            if (!single.equals(best)) {
                table.row(cells(single.name(), single));
            }
        }
        table.row(cells("random", board.random()));
        table.row(cells("best " + data.armWord() + " for each row", board.oracle()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(
                "* the best over the whole run, known only with hindsight; regret: reward lost against it on the same rows.");
        lines.add("Loss: against the best " + data.armWord()
                + " for each row, in % of what random loses on the same rows.");
        return lines;
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of(
                "active: served",
                "pulls",
                "mean reward",
                "+- se",
                data.unit().name(),
                "regret/1000 vs *",
                "loss, % of random's"));
        if (data.priced()) {
            header.add("USD");
            header.add("USD/1000");
        }
        return header;
    }

    private List<String> cells(String name, Score score) {
        List<String> cells = new ArrayList<>(List.of(
                name,
                count(score.pulls()),
                number("%.4f", score.meanReward()),
                number("%.4f", score.se()),
                number("%.4f", data.unit().of(score.meanReward())),
                number("%+.1f", PER * score.regret()),
                number("%.1f", 100 * score.lossShare())));
        if (data.priced()) {
            cells.add(number("%.3f", score.usd()));
            cells.add(number("%.3f", PER * score.usd() / score.pulls()));
        }
        return cells;
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A dash where there is no number yet. */
    private static String number(String format, @Nullable Double value) {
        return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, format, value);
    }
}
