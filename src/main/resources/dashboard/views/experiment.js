// An experiment: what its verdict is and why, what a flip would change, and the evidence behind it.
import { h } from "../core/dom.js";
import { get, path } from "../core/api.js";
import { History } from "../core/history.js";
import { live, watch } from "../core/live.js";
import { count, dateTime } from "../core/format.js";
import { toDomain } from "../core/router.js";
import { alsoDefine } from "../core/terms.js";
import { nothing, notice, phases, section, table } from "../parts/parts.js";
import { Evidence } from "./evidence.js";
import { Ramp } from "./ramp.js";
import { checks, guardrails } from "./checks.js";
import { variantTable } from "./variants.js";
import { verdict } from "./verdict.js";

const REPORT_MS = 5_000;

export class ExperimentView {
  needsFigures = true;

  constructor({ domain, experiment }, redraw) {
    this.domain = domain;
    this.name = experiment;
    this.title = `${experiment} in ${domain}`;
    this.redraw = redraw;
    this.history = new History(domain);
    this.evidence = new Evidence(this.history, experiment);
    this.ramp = new Ramp(domain, experiment, redraw);
    this.report = null;
    this.problem = null;
    this.askedMs = 0;
    this.unwatch = watch(() => this.refresh());
    this.refresh();
  }

  /** The report is asked for now and then: it is more work for the service than the figures of the stream. */
  async refresh() {
    if (Date.now() - this.askedMs < REPORT_MS || document.hidden) return;
    this.askedMs = Date.now();
    try {
      this.report = await get(path("v1", "domains", this.domain, "experiments", this.name, "report"));
      this.problem = null;
      alsoDefine(this.report.definitions);
    } catch (problem) {
      this.problem = problem;
    }
    this.redraw();
  }

  render() {
    const stats = live.domains.get(this.domain)?.experiments.find(({ experiment }) => experiment === this.name);
    if (!stats) {
      return [this.crumbs(), nothing(`There is no experiment “${this.name}” in “${this.domain}”`,
        h("p", null, "It was deleted, or never was. ", h("a", { href: toDomain(this.domain) }, "The domain"), "."))];
    }
    const report = this.report;
    return [
      this.crumbs(),
      h("div", { class: "title" }, h("h1", null, this.name), phases(stats.phase)),
      h("p", { class: "lead" }, this.lead(stats, report)),
      live.flags.ENABLE_EXPERIMENT_HARNESS ? null : notice("wait", "The experiment harness is switched off: nothing is measured and nothing interposes. ", h("a", { href: "#/flags" }, "Flags")),
      this.problem && report ? notice("wait", `The report could not be read again: ${this.problem.message} Below is the one of ${dateTime(report.at)}.`) : null,
      verdict(this.domain, stats, report),
      this.evidence.render(stats, report),
      section("Variants", "What each earned where it served, and what it would have earned on all decisions of this segment.", variantTable(stats, report)),
      checks(live.domains.get(this.domain), report),
      guardrails(report),
      stats.phase === "stopped" ? null : this.ramp.render(stats),
      segments(stats),
    ];
  }

  lead(stats, report) {
    const control = `Control is ${stats.control}; segment ${stats.segment}`;
    if (!report) return `${control}, ${count(stats.selects)} decisions.`;
    const { pending, mature, missing } = report.maturity;
    return `${control}${report.since ? ` began ${dateTime(report.since)}` : ""}: ${count(mature)} decisions matured, ${count(pending)} wait, ${count(missing)} stayed without an outcome.`;
  }

  drawn() {
    const stats = live.domains.get(this.domain)?.experiments.find(({ experiment }) => experiment === this.name);
    if (stats) this.evidence.drawn(stats);
  }

  crumbs() {
    return h("p", { class: "crumbs" }, h("a", { href: "#/" }, "Overview"), h("span", { "aria-hidden": "true" }, "/"),
      h("a", { href: toDomain(this.domain) }, this.domain), h("span", { "aria-hidden": "true" }, "/"), "Experiment");
  }

  close() {
    this.unwatch();
    this.evidence.close();
    this.history.close();
    alsoDefine(null);
  }
}

function segments({ segments: all }) {
  if (all.length === 0) return null;
  const variants = [...new Set(all.flatMap((segment) => segment.variants.map(({ variant }) => variant)))];
  return section("Closed segments", "A change of phase, weights or policies begins a new one, so that numbers never mix what is not alike.", table({
    label: "Closed segments", key: "segments",
    head: [["Segment"], ["Phase", "", "phase"], ["From"], ["To"], ...variants.map((variant) => [`${variant}, mean`, "num", "mean_reward"])],
    rows: all.toReversed().map((segment) => h("tr", { key: String(segment.segment) },
      h("th", { scope: "row" }, segment.segment), h("td", null, segment.phase),
      h("td", null, dateTime(segment.from)), h("td", null, dateTime(segment.to)),
      variants.map((name) => meanOf(segment.variants.find(({ variant }) => variant === name))))),
  }));
}

const meanOf = (variant) => h("td", { class: "num" },
  variant?.pulls ? [variant.mean_reward.toFixed(3), h("span", { class: "quiet" }, ` n ${count(variant.pulls)}`)] : "–");
