// One decision: what was known, what the policy made of it, where the draw fell, and what came of it.
import { h, svg } from "../core/dom.js";
import { get } from "../core/api.js";
import { dateTime, percent, plain, reward } from "../core/format.js";
import { toDecision, toDomain, toExperiment } from "../core/router.js";
import { badge, notice, number, section, state, table, term } from "../parts/parts.js";

export class DecisionView {
  needsFigures = false;

  constructor({ id }, redraw) {
    this.id = id ?? "";
    this.title = id ? `Decision ${id}` : "Decisions";
    this.redraw = redraw;
    this.answer = null;
    this.problem = null;
    if (id) this.load();
  }

  async load() {
    try {
      this.answer = await get("/v1/decisions/" + encodeURIComponent(this.id));
    } catch (problem) {
      this.problem = problem;
    }
    this.redraw();
  }

  render() {
    return [
      h("h1", null, "Look a decision up"),
      h("p", { class: "lead" }, "By the decision_id that came with the answer to a select. The decision is made again from what was kept, and must come out the same."),
      h("form", { class: "lookup", role: "search", onsubmit: (event) => {
        event.preventDefault();
        const id = event.target.elements.id.value.trim();
        if (id) location.hash = toDecision(id);
      } },
        h("input", { name: "id", value: this.id, "aria-label": "Decision id", placeholder: "01JDA8Q6V3M5T7Y9B1C3D5F7H9", autocomplete: "off", spellcheck: "false" }),
        h("button", { class: "main" }, "Look up")),
      this.found(),
    ];
  }

  found() {
    if (this.problem) {
      const title = { 404: "Not kept", 409: "Nothing is kept" }[this.problem.status] ?? "It could not be read";
      return state(title, h("p", { role: "alert" }, this.problem.message));
    }
    if (!this.id) return null;
    if (!this.answer) return h("p", { class: "quiet", role: "status" }, "Making it again…");
    const { decision, explain, recomputed } = this.answer;
    return [
      section("What was decided", null, h("div", { class: "decided" }, facts(decision)), made(recomputed)),
      section("The draw", "Each candidate owns a stretch as long as its probability. Where the draw falls, that arm is served.",
        drawing(decision, explain), candidates(decision, explain)),
      decision.proposals.length ? section("What the variants would have done", "Each variant's own probabilities on the same request.", proposals(decision)) : null,
      section("What was known", null, known(decision, explain)),
      section("What came of it", null, outcomes(decision)),
    ];
  }
}

const pairs = (rows) => h("dl", { class: "facts" }, rows.filter(([, value]) => value !== null && value !== undefined)
  .map(([name, value]) => [h("dt", null, name), h("dd", null, value)]));

function facts(decision) {
  const all = [
    ["Served", h("b", null, decision.arm)],
    [term("propensity", "Propensity"), number("propensity", decision.propensity, (value) => percent(value, 2))],
    ["Because", decision.reason.replaceAll("_", " ") + (decision.fallback_cause ? `, ${decision.fallback_cause.replaceAll("_", " ")}` : "")],
    ["Policy", decision.policy],
    ["Domain", h("a", { href: toDomain(decision.domain) }, decision.domain)],
    ["Experiment", decision.experiment && [h("a", { href: toExperiment(decision.domain, decision.experiment) }, decision.experiment), " ", badge("", decision.phase), decision.variant ? ` ${decision.variant}` : ""]],
    ["Unit", decision.key ?? null],
    ["Tenant", decision.tenant ?? null],
    ["At", dateTime(decision.at)],
  ];
  return [pairs(all.slice(0, 4)), pairs(all.slice(4))];
}

function made({ agrees, difference, problem }) {
  if (agrees === true) return h("p", { class: "small quiet", key: "made" }, badge("good", "made again, the same", "recomputed"));
  if (agrees === false) return notice("bad", `Made again it came out differently: ${difference}`);
  return notice("wait", `It could not be made again: ${problem ?? "the snapshot before it is gone"}`);
}

/** The stretches from 0 to 1 and a mark where the draw fell. */
function drawing({ arm: served }, { distribution, draw }) {
  let from = 0;
  const parts = Object.entries(distribution).map(([arm, p], i) => {
    const x = from;
    from += p;
    return [
      svg("rect", { x: percentOf(x), width: percentOf(p), y: 18, height: 26, class: `hue-${1 + (i % 7)}`, fill: "currentColor", "fill-opacity": arm === served ? 1 : 0.35 }),
      p > 0.08 ? svg("text", { class: "label", x: percentOf(x + p / 2), y: 60, "text-anchor": "middle" }, `${arm} ${percent(p)}`) : null,
    ];
  });
  const words = `Draw ${plain(draw)} fell on ${served}`;
  return svg("svg", { class: "draw", role: "img", "aria-label": words },
    parts,
    svg("line", { class: "mark", x1: percentOf(draw), x2: percentOf(draw), y1: 12, y2: 48 }),
    svg("text", { class: "label", x: percentOf(Math.min(0.93, Math.max(0.07, draw))), y: 9, "text-anchor": "middle" }, `draw ${draw.toFixed(4)}`));
}

const percentOf = (share) => `${(100 * share).toFixed(3)}%`;

function candidates({ arm: served }, { distribution, scores }) {
  return table({
    label: "Candidates", key: "candidates",
    head: [["Candidate"], ["Probability", "num", "propensity"], ["Score", "num", "score"], ["Served"]],
    rows: Object.entries(distribution).map(([arm, p], i) => h("tr", { key: arm },
      h("th", { scope: "row" }, h("span", { class: `swatch hue-${1 + (i % 7)}`, "aria-hidden": "true" }), arm),
      h("td", { class: "num" }, percent(p, 2)),
      h("td", { class: "num" }, plain(scores?.[arm])),
      h("td", null, arm === served ? badge("accent", "this one") : null))),
  });
}

function proposals({ proposals: all }) {
  const arms = [...new Set(all.flatMap(({ distribution }) => Object.keys(distribution)))];
  return table({
    label: "Proposals of the variants", key: "proposals",
    head: [["Variant"], ["Experiment"], ["Policy"], ...arms.map((arm) => [arm, "num", "propensity"])],
    rows: all.map(({ experiment, variant, policy, distribution, assigned, substituted }) => h("tr", { key: `${experiment}/${variant}` },
      h("th", { scope: "row" }, variant, assigned ? h("span", { class: "quiet" }, " decided") : null),
      h("td", null, experiment),
      h("td", null, policy, substituted ? h("span", { class: "quiet" }, ` (instead: ${substituted})`) : null),
      arms.map((arm) => h("td", { class: "num" }, percent(distribution[arm], 1))))),
  });
}

function known({ context }, { features, encoding }) {
  const given = Object.entries(context ?? {}).map(([name, value]) => [name, h("span", { class: "mono" }, JSON.stringify(value))]);
  return [
    given.length ? pairs(given) : h("p", { class: "quiet" }, "No context was sent."),
    features?.length ? h("details", { key: "features" }, h("summary", { class: "small quiet" }, `As the policy saw it: ${features.length} positions, encoding ${encoding}`),
      table({ label: "Features", head: [["Position", "num"], ["Feature"], ["Value", "num"]],
        rows: features.map(({ position, name, value }) => h("tr", null, h("td", { class: "num" }, position), h("td", null, name ?? ""), h("td", { class: "num" }, plain(value)))) })) : null,
  ];
}

function outcomes({ outcomes: all, reward: total }) {
  if (all.length === 0) return h("p", { class: "quiet" }, "No outcome came, or none yet.");
  return [
    h("p", null, term("reward", "Reward"), ": ", h("b", null, number("reward", total, reward))),
    table({ label: "Outcomes", key: "outcomes", head: [["At"], ["Reward", "num", "reward"], ["Parts"]],
      rows: all.map(({ at, reward: each, components }) => h("tr", null, h("td", null, dateTime(at)), h("td", { class: "num" }, reward(each)),
        h("td", null, components ? Object.entries(components).filter(([, value]) => value !== null).map(([name, value]) => `${name} ${plain(Number(value))}`).join(", ") : h("span", { class: "quiet" }, "the reward itself was reported")))) }),
  ];
}
