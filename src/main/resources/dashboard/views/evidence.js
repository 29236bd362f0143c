// The difference to control shrinking towards a verdict, and the values behind it, over time and as they stand.
import { h } from "../core/dom.js";
import { count, duration, range, reward, signed } from "../core/format.js";
import { asymptoticInterval, difference, ledger } from "../core/statistics.js";
import { Chart } from "../parts/chart.js";
import { forest, notice, section, table, term } from "../parts/parts.js";
import { hueOf } from "./variants.js";

export class Evidence {
  constructor(history, experiment) {
    this.history = history;
    this.experiment = experiment;
    this.charts = {
      difference: new Chart({ key: "difference", title: "Difference to control", note: "95 % bands", zero: true, range: [-0.005, 0.005], format: signed }),
      counterfactual: new Chart({ key: "counterfactual", title: "Counterfactual value", note: "on all decisions, whoever served" }),
      realised: new Chart({ key: "realised", title: "Realised value", note: "on decisions that the variant served" }),
    };
  }

  render(stats, report) {
    return section("Evidence", ["Bands hold at every look: you may watch, and stop when they leave zero. ", term("chart_interval", "How they are made"), "."],
      this.history.failed ? notice("bad", `The history could not be read: ${this.history.failed.message}`) : null,
      h("div", { class: "charted", key: "difference-and-table" }, this.charts.difference.slot(), report ? comparisons(report) : fromSums(stats)),
      report ? paragraphs(report) : null,
      h("div", { class: "pair", key: "values" }, this.charts.counterfactual.slot(), this.charts.realised.slot()));
  }

  /** Only points of this segment: what was before is not alike. */
  drawn(stats) {
    const segments = this.history.of("segment", { experiment: this.experiment });
    const from = segments.indexOf(stats.segment);
    const at = from < 0 ? [] : this.history.at.slice(from);
    const series = (figure, variant) => this.history.of(figure, { experiment: this.experiment, variant }).slice(from);
    const view = stats.phase === "active" ? "realised" : "counterfactual";
    const points = (of, variant) => {
      const [n, mean, se] = ["n", "mean", "se"].map((figure) => series(`${of}_${figure}`, variant));
      return at.map((nothing, i) => ({ n: n[i] ?? 0, mean: mean[i] ?? null, se: se[i] ?? null }));
    };
    const control = points(view, stats.control);
    const others = stats.variants.filter(({ variant }) => variant !== stats.control);
    this.charts.difference.update(at, others.map(({ variant }) => line(variant, hueOf(stats, variant), points(view, variant).map((point, i) => {
      const found = difference(point, control[i]);
      // Before there is an interval, the difference is noise that would only set the scale.
      return found?.interval ? { mean: found.value, interval: found.interval } : null;
    }))), "Bands begin at a hundred matured outcomes for each variant.");
    const values = (of) => stats.variants.map(({ variant }) => line(variant, hueOf(stats, variant), points(of, variant).map(({ n, mean, se }) => {
      const interval = asymptoticInterval(n, mean, se);
      return interval ? { mean, interval } : null;
    }), variant === stats.control));
    const [counterfactual, realised] = [values("counterfactual"), values("realised")];
    const scale = common([...counterfactual, ...realised]);
    this.charts.counterfactual.always(scale);
    this.charts.realised.always(scale);
    this.charts.counterfactual.update(at, counterfactual, "Bands begin at a hundred matured outcomes.");
    this.charts.realised.update(at, realised, stats.phase === "shadow" ? "In shadow no variant serves: there is nothing to realise." : "Bands begin at a hundred matured outcomes.");
  }

  close() {
    Object.values(this.charts).forEach((chart) => chart.close());
  }
}

const line = (label, hue, points, dash = false) => ({
  label, hue, dash,
  values: points.map((point) => point?.mean ?? null),
  lower: points.map((point) => point?.interval.lower ?? null),
  upper: points.map((point) => point?.interval.upper ?? null),
});

/** One scale for charts that stand beside each other. */
function common(lines) {
  const all = lines.flatMap(({ lower, upper }) => [...lower, ...upper]).filter((each) => each !== null);
  return all.length ? [Math.min(...all), Math.max(...all)] : undefined;
}

const ESTIMANDS = {
  per_decision: "served decisions", per_unit: "units", per_decision_of_units: "served decisions, by unit", counterfactual: "counterfactual",
};

function comparisons(report) {
  const reach = Math.max(0.01, ...report.comparisons.flatMap(({ interval }) => (interval ? [Math.abs(interval.lower), Math.abs(interval.upper)] : [])));
  return table({
    label: "Differences to control", key: "comparisons",
    head: [["Variant, taken over"], ["Difference", "num", "difference"], ["95 % interval", "num", "interval"], ["p", "num", "p_value"], ["log e", "num", "log_e_value"]],
    rows: report.comparisons.flatMap((each) => [
      h("tr", { key: `${each.treatment}/${each.estimand}`, "data-comparison": `${each.treatment}/${each.estimand}` },
        h("th", { scope: "row" }, h("span", { class: `swatch hue-${hueOf(report, each.treatment)}`, "aria-hidden": "true" }), each.treatment, h("span", { class: "quiet" }, ` ${ESTIMANDS[each.estimand] ?? each.estimand}`),
          each.difference === null ? null : forest(each.difference, each.interval, reach, `${each.treatment}: ${signed(each.difference)} ${range(each.interval, signed)}`, hueOf(report, each.treatment))),
        h("td", { class: "num", "data-value": each.difference ?? "" }, signed(each.difference)),
        h("td", { class: "num" }, range(each.interval, signed)),
        h("td", { class: "num" }, pValue(each.p_value)),
        h("td", { class: "num" }, signed(each.log_e_value).replace(/(\.\d)\d+$/, "$1")))]),
  });
}

/** What is not said above already. */
function paragraphs({ summary: above, comparisons }) {
  const says = comparisons.map(({ treatment, summary, forecast }) => {
    const more = [above.includes(summary) ? "" : summary, forecastWords(forecast)].join(" ").trim();
    return more && `${treatment}: ${more}`;
  });
  return [...new Set(says)].filter(Boolean).map((each) => h("p", { class: "small measure quiet", key: each }, each));
}

function fromSums(stats) {
  const control = stats.variants.find(({ variant }) => variant === stats.control);
  return table({
    label: "Differences to control", key: "comparisons",
    head: [["Variant"], ["Mean", "num", "mean_reward"], ["Difference", "num", "difference"], ["95 % interval", "num", "chart_interval"]],
    rows: stats.variants.map((variant) => {
      const found = variant === control ? null : difference(ledger(variant), ledger(control));
      return h("tr", { key: variant.variant },
        h("th", { scope: "row" }, h("span", { class: `swatch hue-${hueOf(stats, variant.variant)}`, "aria-hidden": "true" }), variant.variant, variant === control ? h("span", { class: "quiet" }, " control") : null),
        h("td", { class: "num" }, reward(ledger(variant).mean)),
        h("td", { class: "num" }, signed(found?.value)),
        h("td", { class: "num" }, range(found?.interval, signed)));
    }),
  });
}

const pValue = (p) => (p === null || p === undefined ? "–" : p < 0.001 ? "< 0.001" : p.toFixed(3));

function forecastWords(forecast) {
  if (!forecast) return "";
  return {
    later: `At the present pace about ${count(forecast.more_units)} more units${forecast.more_ms ? `, ${duration(forecast.more_ms)}` : ""}, would settle it.`,
    never: forecast.detectable ? `Differences below ${reward(forecast.detectable)} cannot be seen with the units that are planned.` : "At the present difference it will not settle.",
    now: "", unknown: "",
  }[forecast.state] ?? "";
}
