// A domain: its arms over time, what the wrong ones cost, and whether the world moves under them.
import { h } from "../core/dom.js";
import { History } from "../core/history.js";
import { live, rate } from "../core/live.js";
import { count, dateTime, duration, percent, perSecond, plain, plural, range, reward, signed } from "../core/format.js";
import { toExperiment } from "../core/router.js";
import { BURN_IN, boundedInterval } from "../core/statistics.js";
import { Chart } from "../parts/chart.js";
import { badge, figures, nothing, notice, number, section, table } from "../parts/parts.js";
import { ailments } from "./health.js";
import { joinRate } from "./overview.js";

/** More lines than colours cannot be told apart; the table has all arms. */
const LINES_MAX = 7;

export class DomainView {
  needsFigures = true;

  constructor({ domain }) {
    this.name = domain;
    this.title = domain;
    this.history = new History(domain);
    this.charts = {
      mean: new Chart({ key: "mean", title: "Mean reward by arm", note: "95 % bands, hold at every look" }),
      share: new Chart({ key: "share", title: "Share of decisions", note: "between two points", range: [0, 1], format: (v) => percent(v, 1) }),
      regret: new Chart({ key: "regret", title: "Regret against the best arm so far", note: "summed", zero: true, format: plain }),
    };
  }

  render() {
    const domain = live.domains.get(this.name);
    if (!domain) return [crumbs(), nothing(`There is no domain “${this.name}”`, h("p", null, "It was deleted, or never was. ", h("a", { href: "#/" }, "All domains"), "."))];
    const arms = this.arms(domain);
    return [
      crumbs(),
      h("div", { class: "title" }, h("h1", null, domain.domain), health(domain)),
      h("p", { class: "lead" }, whatServes(domain)),
      figures([
        ["rate", "Decisions a second", rate(domain.domain), perSecond],
        ["selects", "Decisions", domain.selects],
        ["join_rate", "Outcomes joined", joinRate(domain), (value) => percent(value, 1), `${count(domain.outcomes)} outcomes`],
        ["pending", "Waiting", domain.pending],
        ["expired", "Expired", domain.expired],
        ["fallbacks", "Fallbacks", total(domain.fallbacks)],
        ["refusals", "Refused", total(domain.refusals)],
      ]),
      this.experiments(domain),
      section("Arms", `What each of the ${domain.arms.length} arms was given and what it earned, ${this.period()}.`,
        this.history.failed ? notice("bad", `The history could not be read: ${this.history.failed.message}`) : null,
        h("div", { class: "charted" }, this.charts.mean.slot(), armTable(arms)),
        h("div", { class: "pair", key: "pair" }, this.charts.share.slot(), this.charts.regret.slot())),
      section("Drift", "Whether arms earn lately what they earned before. Wait for a wide gap: these intervals hold for one look.",
        driftTable(arms)),
    ];
  }

  drawn() {
    const domain = live.domains.get(this.name);
    if (!domain) return;
    const { at } = this.history;
    const shown = this.arms(domain).slice(0, LINES_MAX);
    const of = (figure, arm) => this.history.of(figure, { arm });
    this.charts.mean.update(at, shown.map(({ arm, hue }) => withBand(arm, hue, of("pulls", arm), of("reward_sum", arm))), "No outcomes yet.");
    this.charts.share.update(at, shown.map(({ arm, hue }) => ({ label: arm, hue, values: shares(of("selects", arm), this.history.of("selects")) })), "No decisions yet.");
    this.charts.regret.update(at, [{ label: "all arms", hue: 1, values: regrets(at, domain.arms.map(({ arm }) => [of("pulls", arm), of("reward_sum", arm)])) }], "No outcomes yet.");
  }

  period() {
    const [first] = this.history.at;
    return first ? `since ${dateTime(first * 1000)} on the charts` : "over time";
  }

  /** Arms with what happened lately, most served first, each with a colour that it keeps. */
  arms(domain) {
    const from = Math.floor(0.75 * this.history.at.length);
    return domain.arms
      .map((arm, i) => ({ ...arm, hue: 1 + (i % LINES_MAX), ...this.lately(arm, from) }))
      .sort((a, b) => b.selects - a.selects)
      .map((arm) => ({ ...arm, share: domain.selects ? arm.selects / domain.selects : null }));
  }

  lately({ arm, pulls, reward_sum }, from) {
    const before = { n: this.history.of("pulls", { arm })[from], sum: this.history.of("reward_sum", { arm })[from] };
    const n = pulls - before.n;
    if (!(n > 0) || !(before.n > 0)) return { recent: null, drift: null };
    const recent = (reward_sum - before.sum) / n;
    const drift = recent - before.sum / before.n;
    // Two means of values in [0, 1], once: Hoeffding's bound for their difference at 95 %.
    const reach = Math.sqrt((Math.log(2 / 0.05) / 2) * (1 / n + 1 / before.n));
    return { recent, drift, recentN: n, driftInterval: { lower: drift - reach, upper: drift + reach } };
  }

  experiments(domain) {
    if (domain.experiments.length === 0) {
      return section("Experiments", null, h("p", { class: "quiet" }, "None. The core policy decides. An experiment begins with PUT /v1/domains/", domain.domain, "/experiments/{name}, in shadow, where it changes nothing."));
    }
    return section("Experiments", null, table({
      label: "Experiments", key: "experiments",
      head: [["Experiment"], ["Phase", "", "phase"], ["Variants"], ["Decisions of this segment", "num", "selects"]],
      rows: domain.experiments.map((each) => h("tr", { key: each.experiment },
        h("th", { scope: "row" }, h("a", { href: toExperiment(domain.domain, each.experiment) }, each.experiment)),
        h("td", null, badge(each.phase === "active" ? "accent" : "", each.phase)),
        h("td", null, each.variants.map(({ variant }) => variant).join(", ")),
        h("td", { class: "num" }, count(each.selects)))),
    }));
  }

  close() {
    this.history.close();
    Object.values(this.charts).forEach((chart) => chart.close());
  }
}

const crumbs = () => h("p", { class: "crumbs" }, h("a", { href: "#/" }, "Overview"), h("span", { "aria-hidden": "true" }, "/"), "Domain");

const total = (counts) => Object.values(counts).reduce((sum, each) => sum + each, 0);

function health(domain) {
  const found = ailments(domain, live.flags);
  return h("div", { class: "badges" }, found.length ? found.map(({ kind, words, name }) => badge(kind, words, name)) : badge("good", "well", "health"));
}

function whatServes(domain) {
  const active = domain.experiments.find(({ phase }) => phase === "active");
  const shadows = domain.experiments.filter(({ phase }) => phase === "shadow");
  const core = `The core policy ${domain.policy}`;
  if (!live.flags.ENABLE_EXPERIMENT_HARNESS && domain.experiments.length) return `${core} decides everything: the experiment harness is switched off.`;
  if (active) return `Experiment ${active.experiment} is active: each unit's variant decides for it. ${core} decides for the rest.`;
  if (shadows.length) return `${core} decides. ${plural(shadows.length, "experiment")} in shadow ${shadows.length === 1 ? "watches" : "watch"} and ${shadows.length === 1 ? "changes" : "change"} nothing.`;
  return `${core} decides everything.`;
}

function armTable(arms) {
  return table({
    label: "Arms", key: "arms",
    head: [["Arm"], ["Share", "num", "share_all"], ["Pulls", "num", "pulls"], ["Mean", "num", "mean_reward"], ["95 % interval", "num", "arm_interval"]],
    rows: arms.map((arm, i) => h("tr", { key: arm.arm, "data-arm": arm.arm },
      h("th", { scope: "row" }, i < LINES_MAX ? h("span", { class: `swatch hue-${arm.hue}`, "aria-hidden": "true" }) : null, arm.arm,
        arm.live ? null : h("span", { class: "quiet" }, " retired")),
      h("td", { class: "num" }, number("share_all", arm.share, (value) => percent(value, 1))),
      h("td", { class: "num" }, number("pulls", arm.pulls)),
      h("td", { class: "num" }, number("mean_reward", arm.mean_reward, reward)),
      h("td", { class: "num" }, range(boundedInterval(arm.pulls, arm.mean_reward))))),
  });
}

function driftTable(arms) {
  return table({
    label: "Drift", key: "drift",
    head: [["Arm"], ["Lately", "num", "recent"], ["Pulls lately", "num", "pulls"], ["Drift", "num", "drift"], ["95 % interval", "num", "drift"], ["Reading"]],
    rows: arms.map((arm) => h("tr", { key: arm.arm },
      h("th", { scope: "row" }, arm.arm),
      h("td", { class: "num" }, reward(arm.recent)),
      h("td", { class: "num" }, count(arm.recentN)),
      h("td", { class: "num" }, signed(arm.drift)),
      h("td", { class: "num" }, range(arm.driftInterval, signed)),
      h("td", null, driftWords(arm)))),
  });
}

function driftWords({ recentN, driftInterval }) {
  if (!(recentN >= BURN_IN)) return h("span", { class: "quiet" }, "too few to say");
  if (driftInterval.lower > 0) return badge("wait", "better than before", "drift");
  if (driftInterval.upper < 0) return badge("wait", "worse than before", "drift");
  return h("span", { class: "quiet" }, "no drift beyond noise");
}

function withBand(label, hue, pulls, sums) {
  const values = pulls.map((n, i) => (n > 0 ? sums[i] / n : null));
  const bounds = pulls.map((n, i) => boundedInterval(n, values[i]));
  return { label, hue, values, lower: bounds.map((each) => each?.lower ?? null), upper: bounds.map((each) => each?.upper ?? null) };
}

/** Of what was decided between points a twentieth of the chart apart, so that single decisions do not make it flicker. */
function shares(selects, all) {
  const back = Math.max(1, Math.round(all.length / 20));
  return selects.map((value, i) => {
    const j = Math.max(0, i - back);
    const of = all[i] - all[j];
    return value !== null && of > 0 ? (value - (selects[j] ?? 0)) / of : null;
  });
}

function regrets(at, arms) {
  return at.map((nothing, i) => {
    let [pulls, earned, best] = [0, 0, -Infinity];
    for (const [n, sum] of arms) {
      if (!(n[i] > 0)) continue;
      pulls += n[i];
      earned += sum[i];
      best = Math.max(best, sum[i] / n[i]);
    }
    return pulls ? best * pulls - earned : null;
  });
}
