// Every domain in a line: how busy it is, what runs on it, who leads and how sure that is, and whether it is well.
import { h } from "../core/dom.js";
import { live, rate, rates } from "../core/live.js";
import { count, percent, perSecond, plural, range, reward, signed } from "../core/format.js";
import { toDomain, toExperiment } from "../core/router.js";
import { ALPHA, boundedInterval, difference, ledger, standing } from "../core/statistics.js";
import { badge, forest, number, spark, state, term } from "../parts/parts.js";
import { ailments } from "./health.js";

const COLUMNS = [["domain", "Domain"], ["rate", "Decisions", "rate"], ["join", "Outcomes", "join_rate"],
  ["running", "Running", "phase"], ["leading", "Leading", "leading"], ["health", "Health", "health"]];
const PHASE_KIND = { shadow: "", active: "accent", stopped: "" };
const STANDING = {
  early: ["", "too early"], open: ["wait", "not told apart"], ahead: ["good", "ahead"], behind: ["bad", "behind control"],
};

export class Overview {
  title = "Overview";
  needsFigures = true;

  constructor(at, redraw) {
    this.redraw = redraw;
    this.filter = "";
    this.sort = ["rate", -1];
    this.rows = new Map();
  }

  render() {
    const all = [...live.domains.values()];
    if (all.length === 0) return nothing();
    const rows = this.sorted(all.filter(({ domain }) => domain.toLowerCase().includes(this.filter)));
    return [
      h("h1", null, "What is running"),
      h("p", { class: "lead", id: "summary" }, summary(all)),
      this.tools(all.length, rows.length),
      h("table", { class: "domains", role: "table", "aria-label": "Domains" },
        h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, COLUMNS.map((column) => this.head(...column)))),
        h("tbody", { role: "rowgroup" }, rows.map((domain) => row(domain)))),
      rows.length === 0 ? h("p", { class: "quiet", key: "none" }, "No domain has this in its name.") : null,
    ];
  }

  tools(all, shown) {
    return h("div", { class: "tools", key: "tools" },
      h("label", { class: "hidden", for: "filter" }, "Filter by name"),
      h("input", { id: "filter", type: "search", placeholder: "Filter by name", autocomplete: "off",
        oninput: (event) => { this.filter = event.target.value.trim().toLowerCase(); this.redraw(); } }),
      h("span", { class: "by" }, h("label", { for: "by" }, "Sort by"),
        h("select", { id: "by", onchange: (event) => this.sortBy(event.target.value) },
          COLUMNS.map(([name, words]) => h("option", { value: name, selected: this.sort[0] === name }, words)))),
      h("span", { class: "count", role: "status" }, shown === all ? plural(all, "domain") : `${count(shown)} of ${plural(all, "domain")}`));
  }

  head(name, words, explains) {
    const [by, direction] = this.sort;
    const sorted = by === name ? (direction > 0 ? "ascending" : "descending") : null;
    return h("th", { scope: "col", role: "columnheader", "aria-sort": sorted },
      h("button", { "data-term": explains, onclick: () => this.sortBy(name) }, words));
  }

  sortBy(name) {
    const [by, direction] = this.sort;
    this.sort = [name, by === name ? -direction : name === "domain" || name === "running" ? 1 : -1];
    this.redraw();
  }

  /** Rates change all the time; rows must not jump under the pointer, so an order by rate is by steps of a factor of two. */
  sorted(domains) {
    const [by, direction] = this.sort;
    const value = {
      domain: () => "",
      rate: ({ domain }) => Math.round(Math.log2(1 + (rate(domain) ?? 0))),
      join: (domain) => joinRate(domain) ?? -1,
      running: (domain) => current(domain)?.experiment ?? "\uffff",
      leading: (domain) => Math.abs(leading(domain)?.difference?.value ?? 0),
      health: (domain) => ailments(domain, live.flags).length,
    }[by];
    return domains.sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      const byName = a.domain.localeCompare(b.domain);
      if (by === "domain") return direction * byName;
      return direction * (x < y ? -1 : x > y ? 1 : 0) || byName;
    });
  }
}

/** The experiment that matters most: an active one, or else the first in shadow. */
export function current({ experiments }) {
  return experiments.find(({ phase }) => phase === "active") ?? experiments.find(({ phase }) => phase === "shadow");
}

export function joinRate({ selects, pending, outcomes }) {
  const done = selects - pending;
  return done > 0 ? outcomes / done : null;
}

/** The variant with the highest mean, and its difference to the control; where the control leads, the best of the others'. */
function leading(domain) {
  const experiment = current(domain);
  if (!experiment) return null;
  const known = experiment.variants.filter((variant) => ledger(variant).mean !== null);
  const control = known.find(({ variant }) => variant === experiment.control);
  const others = known.filter((variant) => variant !== control).sort((a, b) => ledger(b).mean - ledger(a).mean);
  if (!control || others.length === 0) return null;
  const [best] = others;
  return { best, control, difference: difference(ledger(best), ledger(control)) };
}

function row(domain) {
  return h("tr", { key: domain.domain, role: "row", "data-domain": domain.domain },
    h("th", { scope: "row", role: "rowheader" },
      h("a", { href: toDomain(domain.domain) }, domain.domain), h("span", { class: "quiet" }, domain.policy)),
    h("td", { role: "cell", class: "rate" }, flow(domain)),
    h("td", { role: "cell", "data-label": "Outcomes" }, number("join_rate", joinRate(domain), (value) => percent(value))),
    h("td", { role: "cell", class: "running" }, running(domain)),
    h("td", { role: "cell", class: "leading" }, leader(domain)),
    h("td", { role: "cell", class: "health" }, health(domain)));
}

function flow({ domain, selects }) {
  return h("div", { class: "flow" },
    h("span", { "data-term": "rate" }, perSecond(rate(domain)), " /s",
      h("span", { class: "quiet", "data-term": "selects", "data-value": selects }, count(selects))),
    spark(rates(domain), `Decisions a second of ${domain}, last minutes`));
}

function running(domain) {
  const experiment = current(domain);
  if (!experiment) return h("span", { class: "quiet" }, "no experiment");
  const further = domain.experiments.filter(({ phase }) => phase !== "stopped").length - 1;
  return [h("a", { href: toExperiment(domain.domain, experiment.experiment) }, experiment.experiment), " ",
    badge(PHASE_KIND[experiment.phase], experiment.phase),
    further > 0 ? h("span", { class: "quiet" }, `and ${further} more`) : null];
}

function leader(domain) {
  return current(domain) ? leadingVariant(domain) : leadingArm(domain);
}

function leadingVariant(domain) {
  const found = leading(domain);
  if (!found) return h("span", { class: "quiet" }, "no outcomes yet");
  const { best, control, difference: { value, interval } } = found;
  const how = standing(interval);
  const first = value >= 0 ? best : control;
  const [kind, words] = how === "behind" ? ["good", "ahead"] : STANDING[how];
  const reach = Math.max(Math.abs(value), Math.abs(interval?.lower ?? 0), Math.abs(interval?.upper ?? 0), 0.02);
  const text = `${best.variant} minus ${control.variant}: ${signed(value)} ${interval ? range(interval, signed) : ""}`;
  return [h("div", null, h("b", null, first.variant), " ", badge(kind, words, "leading")),
    h("div", { class: "forested" }, forest(value, interval, reach, text, 1)),
    h("span", { class: "quiet", "data-term": "difference" }, text)];
}

function leadingArm({ arms }) {
  const tried = arms.filter(({ pulls }) => pulls > 0).sort((a, b) => b.mean_reward - a.mean_reward);
  if (tried.length === 0) return h("span", { class: "quiet" }, "no outcomes yet");
  const bounds = tried.map(({ pulls, mean_reward }) => boundedInterval(pulls, mean_reward));
  const clear = bounds.slice(1).every(({ upper }) => upper < bounds[0].lower);
  const alone = tried.length === 1;
  return [h("div", null, h("b", null, tried[0].arm), " ",
    badge(clear && !alone ? "good" : "wait", alone ? "only arm tried" : clear ? "clearly best arm" : "not told apart", "leading_arm")),
    h("span", { class: "quiet" }, `${reward(tried[0].mean_reward)} ${range(bounds[0])}`)];
}

function health(domain) {
  const found = ailments(domain, live.flags);
  return h("div", { class: "badges" },
    found.length === 0 ? badge("good", "well", "health") : found.map(({ kind, words, name }) => badge(kind, words, name)));
}

function summary(all) {
  const total = all.reduce((sum, { domain }) => sum + (rate(domain) ?? 0), 0);
  const running = all.flatMap((domain) => (current(domain) ? [leading(domain)] : []));
  const decided = running.filter((found) => ["ahead", "behind"].includes(standing(found?.difference?.interval))).length;
  const ill = all.filter((domain) => ailments(domain, live.flags).some(({ kind }) => kind === "bad")).length;
  return [
    `${plural(all.length, "domain")} ${all.length === 1 ? "decides" : "decide"} ${perSecond(total)} times a second. `,
    running.length === 0 ? "No experiment runs. "
      : `${plural(running.length, "experiment")} ${running.length === 1 ? "runs" : "run"}; ${apart(decided, running.length)}. `,
    ill ? h("b", null, `${plural(ill, "domain")} ${ill === 1 ? "needs" : "need"} a look.`) : "Nothing needs a look.",
  ];
}

function apart(decided, all) {
  const sure = `at ${100 * (1 - ALPHA)} %`;
  if (decided === 0) return all === 1 ? `its variants are not told apart ${sure} yet` : `in none of them are the variants told apart ${sure} yet`;
  if (decided === all) return `${all === 1 ? "its variants are" : "in all of them the variants are"} told apart ${sure}`;
  return `in ${count(decided)} of them the variants are told apart ${sure}`;
}

function nothing() {
  return [h("h1", null, "What is running"),
    state("No domain yet",
      h("p", null, "The service is up and has not been asked anything. A first select makes a domain; ask which of three models should serve:"),
      h("pre", { tabindex: "0", "aria-label": "A first select" }, `curl -s localhost:8080/v1/domains/analysis/select \\
  -H 'content-type: application/json' \\
  -d '{"candidates": ["modelA", "modelB", "modelC"], "key": "user-42"}'`),
      h("p", { class: "quiet small" }, "It appears here within a second. The whole of the API: ", h("a", { href: "/openapi.yaml" }, "openapi.yaml"), "."))];
}
