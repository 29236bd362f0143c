// Variants beside each other: the two ledgers, what is missing, and what the counterfactual one rests on.
import { h } from "../core/dom.js";
import { count, percent, plain, range, reward, signed } from "../core/format.js";
import { asymptoticInterval } from "../core/statistics.js";
import { number, table } from "../parts/parts.js";

/** The control is grey, the others have colours in their order. */
export function hueOf({ variants, control }, variant) {
  if (variant === control) return 0;
  const others = variants.map((each) => each.variant).filter((name) => name !== control);
  return 1 + (others.indexOf(variant) % 7);
}

export function variantTable(stats, report) {
  const reported = new Map((report?.variants ?? []).map((each) => [each.variant, each]));
  return table({
    label: "Variants", key: "variants",
    head: [["Variant"], ["Share", "num", "weight"], ["Pulls", "num", "pulls"], ["Missing", "num", "missing_rate"],
      ["Realised", "num", "realised"], ["Counterfactual", "num", "counterfactual"], ["Effective n", "num", "effective_sample_size"],
      ["Largest weight", "num", "max_weight"], ["Unsupported", "num", "unsupported_mass"], ["Regret", "num", "regret_sum"], ["Against core", "num", "regret_vs_core"]],
    rows: stats.variants.map((variant) => row(stats, variant, reported.get(variant.variant))),
  });
}

function row(stats, variant, report) {
  const { realised, counterfactual } = variant;
  return h("tr", { key: variant.variant, "data-variant": variant.variant },
    h("th", { scope: "row" }, h("span", { class: `swatch hue-${hueOf(stats, variant.variant)}`, "aria-hidden": "true" }), variant.variant,
      h("span", { class: "quiet" }, ` ${variant.policy}${variant.variant === stats.control ? ", control" : ""}`)),
    h("td", { class: "num" }, number("share", variant.share, (value) => percent(value, 1))),
    h("td", { class: "num" }, number("pulls", variant.pulls), small(`${count(variant.pending)} wait`, "pending")),
    h("td", { class: "num" }, percent(report?.missing_rate, 1), report?.missing_bounds ? small(range(report.missing_bounds), "missing_bounds") : null),
    value("realised", realised, report?.realised),
    value("counterfactual", counterfactual, report?.counterfactual),
    h("td", { class: "num" }, number("effective_sample_size", counterfactual.ess, count)),
    h("td", { class: "num" }, number("max_weight", counterfactual.max_weight, plain)),
    h("td", { class: "num" }, number("unsupported_mass", counterfactual.unsupported_mass, (mass) => percent(mass, 1))),
    h("td", { class: "num" }, number("regret_sum", variant.regret_sum, plain)),
    h("td", { class: "num" }, signed(report?.regret_vs_core?.mean), report?.regret_vs_core?.interval ? small(range(report.regret_vs_core.interval, signed), "interval") : null));
}

/** The report's mean and interval where there is one: it counts in the order of decisions, and only what has matured. */
function value(name, sums, report) {
  const mean = report ? report.mean : sums.mean;
  const interval = report ? report.interval : asymptoticInterval(sums.n, sums.mean, sums.se);
  return h("td", { class: "num" }, number(name, mean, reward), small(range(interval), report ? "interval" : "chart_interval"), small(`n ${count(report?.n ?? sums.n)}`, "n"));
}

const small = (words, name) => h("div", { class: "quiet", "data-term": name }, words);
