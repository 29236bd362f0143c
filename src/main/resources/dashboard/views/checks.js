// What must hold for the numbers to mean anything, and what must not become worse whatever the reward does.
import { h } from "../core/dom.js";
import { count, percent, plain, signed } from "../core/format.js";
import { badge, section, table, term } from "../parts/parts.js";

const GUARDRAILS = {
  error_rate: "Failed requests", latency_over_slo: "Slower than the objective", cost_over_budget: "Dearer than the budget", missing_outcomes: "Outcomes that stay away",
};

export function checks(domain, report) {
  const all = report?.checks;
  const lines = [
    all && check("Sample ratio", "sample_ratio", all.sample_ratio_allocated, ratioWords(all.sample_ratio_allocated)),
    all && check("Sample ratio, matured", "sample_ratio", all.sample_ratio_mature, ratioWords(all.sample_ratio_mature)),
    check("Propensity audit", "propensity_audit", domain.propensity_audit, `Over ${count(domain.propensity_audit.n)} decisions, arms were picked ${domain.propensity_audit.fired ? "not " : ""}as often as logged.`),
    all && check("Weights", "weight_audit", all.weight_audit, "Importance weights average to 1 where propensities are right."),
    all && check("Missing alike", "missing_difference", all.missing_difference, "Outcomes stay away equally often for all variants."),
  ].filter(Boolean);
  return section("Can these numbers be trusted?", "Each check watches all the time and keeps its word at every look. One that fired is a reason to stop reading, not to read on.",
    h("ul", { class: "checks" }, lines));
}

function check(title, name, { fired }, says) {
  return h("li", { key: title }, h("div", null, badge(fired ? "bad" : "good", fired ? "fired" : "holds")), h("div", null, term(name, title)), h("div", { class: "quiet" }, says));
}

function ratioWords({ counts, p_value: p }) {
  const shares = Object.entries(counts ?? {}).map(([variant, n]) => `${variant} ${count(n)}`).join(", ");
  return `${shares || "Nobody yet"}${p === null || p === undefined ? "" : `; p ${p < 0.001 ? "< 0.001" : p.toFixed(3)}`}.`;
}

export function guardrails(report) {
  if (!report?.guardrails.length) return null;
  return section("Guardrails", "Broken once the whole interval lies past the tolerance. Then the experiment stops, whatever the reward says.", table({
    label: "Guardrails", key: "guardrails",
    head: [["Guardrail", "", "guardrail"], ["Variant"], ["Difference", "num", "difference"], ["Lower bound", "num", "interval"], ["Tolerance", "num", "guardrail"], ["State"]],
    rows: report.guardrails.map((each) => h("tr", { key: `${each.treatment}/${each.guardrail}` },
      h("th", { scope: "row" }, GUARDRAILS[each.guardrail] ?? each.guardrail, each.limit === null ? null : h("span", { class: "quiet" }, ` over ${plain(each.limit)}`)),
      h("td", null, each.treatment),
      h("td", { class: "num" }, signed(each.difference)), h("td", { class: "num" }, signed(each.lower_bound)),
      h("td", { class: "num" }, percent(each.tolerance, 1)),
      h("td", null, badge(each.broken ? "bad" : "good", each.broken ? "broken" : "holds")))),
  }));
}
