// Shares and exposure as they would be: who would move, before anybody does.
import { h } from "../core/dom.js";
import { getTagged, path, send } from "../core/api.js";
import { percent } from "../core/format.js";
import { confirm } from "../parts/confirm.js";
import { notice, section, term } from "../parts/parts.js";

const FULL_BPS = 10_000;

export class Ramp {
  constructor(domain, experiment, redraw) {
    this.at = path("v1", "domains", domain, "experiments", experiment);
    this.experiment = experiment;
    this.redraw = redraw;
    this.draft = null;
    this.preview = null;
    this.problem = null;
  }

  async begin() {
    await this.tried(async () => {
      const { body, tag } = await getTagged(this.at);
      this.tag = tag;
      this.body = body;
      this.draft = { exposure: body.exposure_bps / FULL_BPS, weights: Object.fromEntries(body.variants.map(({ variant, weight }) => [variant, weight])) };
    });
  }

  async tried(step) {
    this.problem = null;
    try {
      await step();
    } catch (problem) {
      this.problem = problem;
    }
    this.redraw();
  }

  changed() {
    const { domain, experiment, phase, segment, warnings, ...body } = this.body;
    return { ...body, exposure_bps: Math.round(this.draft.exposure * FULL_BPS),
      variants: body.variants.map((each) => ({ ...each, weight: this.draft.weights[each.variant] })) };
  }

  look() {
    return this.tried(async () => {
      this.preview = await send("POST", this.at + "/preview", this.changed());
    });
  }

  apply() {
    confirm({
      title: `Change the shares of ${this.experiment}?`,
      says: h("p", null, "From the next decision on units go where the new shares put them, and a new segment begins. What was measured stays in the closed segments."),
      word: this.experiment,
      action: "Change the shares",
      run: async (reason) => {
        await send("PUT", `${this.at}?reason=${encodeURIComponent(reason)}`, this.changed(), { "if-match": this.tag });
        this.draft = this.preview = null;
        this.redraw();
      },
    });
  }

  render() {
    return section("Ramp", "Try other shares and see who would move. Nothing changes before you confirm it.",
      this.draft ? this.form() : h("p", null, h("button", { key: "ramp", onclick: () => this.begin() }, "Try other shares")),
      this.problem ? notice("bad", this.problem.status === 404 ? "This version of the service cannot preview; shares can still be changed." : this.problem.message) : null,
      this.preview ? moves(this.preview) : null);
  }

  form() {
    const { weights, exposure } = this.draft;
    const sum = Object.values(weights).reduce((all, each) => all + each, 0) || 1;
    return h("div", { class: "ramp", key: "form" },
      slider("exposed_share", "Exposed units", exposure, 0, 1, 0.01, percent(exposure), (value) => { this.draft.exposure = value; }, this),
      Object.entries(weights).map(([variant, weight]) =>
        slider("weight", variant, weight, 0, Math.max(100, weight), 1, percent(weight / sum), (value) => { this.draft.weights[variant] = value; }, this)),
      h("div", { class: "actions" },
        h("button", { onclick: () => this.look() }, "Preview who moves"),
        h("button", { onclick: () => this.apply() }, "Change the shares…"),
        h("button", { class: "plain", onclick: () => { this.draft = this.preview = this.problem = null; this.redraw(); } }, "Leave as it is")));
  }
}

function slider(name, words, value, min, max, step, shown, set, ramp) {
  const id = `ramp-${words.replace(/\W/g, "-")}`;
  return h("div", { class: "row", key: words },
    h("label", { for: id }, term(name, words)),
    h("input", { id, type: "range", min, max, step, value, "aria-valuetext": shown, oninput: (event) => {
      set(Number(event.target.value));
      ramp.preview = null;
      ramp.redraw();
    } }),
    h("output", { class: "num", for: id }, shown));
}

function moves({ moved_share: moved, exposed_share: exposed, moves: all }) {
  return h("div", { key: "moves" },
    h("p", null, term("moved_share", "Who moves"), `: ${percent(moved, 1)} of the units; exposed ${percent(exposed.from, 1)} → ${percent(exposed.to, 1)}.`),
    h("ul", { class: "dashed" }, all.map(({ from, to, share }) => h("li", null, `${percent(share, 1)} from ${from ?? "the core policy"} to ${to ?? "the core policy"}`))));
}
