// The verdict in a line, the paragraph behind it, and what a change of phase would do.
import { h } from "../core/dom.js";
import { path, send } from "../core/api.js";
import { dateTime, range, signed } from "../core/format.js";
import { difference, ledger, standing } from "../core/statistics.js";
import { confirm } from "../parts/confirm.js";
import { notice } from "../parts/parts.js";

const WORDS = {
  continue: ["", () => "Not decided yet"],
  win: ["good", (treatment) => `${treatment ?? "A variant"} is better than the control`],
  futile: ["", () => "No difference worth having"],
  harm: ["bad", (treatment) => `${treatment ?? "A variant"} is worse than the control`],
  guardrail: ["bad", (treatment) => `${treatment ?? "A variant"} broke a guardrail`],
  timeout: ["", () => "Time is up without a decision"],
};

export function verdict(domain, stats, report) {
  const [kind, words] = WORDS[report?.verdict.verdict] ?? ["", () => "Not decided yet"];
  const quick = provisional(stats);
  const doubted = report && Object.values(report.checks).some(({ fired }) => fired);
  return h("section", { class: `verdict ${report && !doubted ? kind : ""}`, key: "verdict", "aria-labelledby": "verdict-word" },
    h("div", null,
      h("h2", { class: "word", id: "verdict-word", "data-verdict": report?.verdict.verdict ?? "none" }, report ? words(report.verdict.treatment) : quick.word),
      doubted ? notice("bad", "A check fired, see below: these numbers may not mean what they say.") : null,
      report ? reasons(report) : quick.says),
    flip(domain, stats, report));
}

function reasons({ summary, verdict: { unmet: all, acted } }) {
  const unmet = all?.filter((each) => !summary.includes(each));
  return [
    h("p", { class: "measure" }, summary),
    unmet?.length ? [h("p", { class: "small quiet", key: "unmet" }, "Before a verdict may be given:"), h("ul", { class: "small dashed", key: "unmet-list" }, unmet.map((each) => h("li", null, each)))] : null,
    acted ? h("p", { class: "small" }, `On ${dateTime(acted.at)} it was moved to ${acted.to} because of ${acted.because}.`) : null,
  ];
}

/** Without a report: what the running sums say, and that they are no verdict. */
function provisional(stats) {
  const control = stats.variants.find(({ variant }) => variant === stats.control);
  const found = stats.variants.filter((variant) => variant !== control)
    .map((variant) => ({ variant, ...difference(ledger(variant), ledger(control)) }))
    .filter(({ value }) => value !== undefined)
    .sort((a, b) => b.value - a.value);
  if (found.length === 0) return { word: "No outcomes yet", says: h("p", null, "Nothing can be said before outcomes come in.") };
  const [{ variant, value, interval }] = found;
  const word = {
    early: "Too early to say", open: "Not told apart yet",
    ahead: `${variant.variant} is ahead of the control`, behind: `The control is ahead of ${variant.variant}`,
  }[standing(interval)];
  return { word, says: [
    h("p", { class: "measure" }, `${variant.variant} minus ${stats.control}: ${signed(value)} reward a decision, 95 % interval ${range(interval, signed)}.`),
    h("p", { class: "small quiet" }, "From running sums, as soon as outcomes arrive. This is no verdict: no check was made that decisions are counted alike."),
  ] };
}

function flip(domain, stats, report) {
  const { phase, experiment } = stats;
  if (phase === "stopped") {
    return h("div", { class: "flip" }, h("h3", null, "Stopped"), h("p", null, "The core policy decides. The evidence is closed; another look needs a new experiment."));
  }
  const reasonsAgainst = phase === "shadow" ? report?.flip?.reasons ?? [] : [];
  return h("div", { class: "flip", key: "flip" },
    h("h3", null, phase === "shadow" ? "What a flip to active would change" : "What being active means"),
    h("ul", { class: "dashed" }, consequences(stats, report).map((each) => h("li", null, each))),
    reasonsAgainst.length ? [h("h3", null, "What speaks against a flip now"), h("ul", { class: "dashed" }, reasonsAgainst.map((each) => h("li", null, each)))] : null,
    h("div", { class: "actions" },
      phase === "shadow" ? move(domain, stats, "active", "Flip to active…", report?.flip?.recommended === true, consequences(stats, report))
        : move(domain, stats, "shadow", "Back to shadow…", false, ["The core policy decides again from the next decision on; variants are valued on what it serves.", "A new segment begins."]),
      move(domain, stats, "stopped", "Stop…", false, ["The core policy decides from the next decision on.", `The evidence of ${experiment} is closed, for good.`])));
}

/** In words, from the shares and, where there is one, the report. */
function consequences({ phase, variants, experiment, control }, report) {
  const share = (value) => `${(100 * value).toFixed(value < 0.1 ? 1 : 0)} %`;
  const says = variants.map(({ variant, share: of, policy }) => `${share(of)} of the units ${phase === "shadow" ? "would be" : "are"} decided by ${variant}${variant === control ? ", the control" : ""} (${policy}).`);
  const rest = 1 - variants.reduce((sum, { share: of }) => sum + of, 0);
  if (rest > 0.0005) says.push(`${share(rest)} ${phase === "shadow" ? "would stay" : "stay"} with the core policy.`);
  for (const { variant, mean, interval } of phase === "shadow" ? report?.flip?.regret_vs_core ?? [] : []) {
    if (mean !== null) says.push(`${variant}: ${signed(-mean)} reward a decision against the core policy ${range(against(interval), signed)}.`);
  }
  return says;
}

/** The same seen from the other side; where an end is open, nothing. */
const against = (interval) =>
  interval && interval.lower !== null && interval.upper !== null ? { lower: -interval.upper, upper: -interval.lower } : null;

function move(domain, { experiment, phase }, to, words, recommended, says) {
  const title = { active: `Flip ${experiment} to active?`, shadow: `Take ${experiment} back to shadow?`, stopped: `Stop ${experiment}?` }[to];
  return h("button", { class: recommended ? "main" : null, "data-to": to, key: to, onclick: () => confirm({
    title, word: experiment, action: words.replace("…", ""),
    says: [h("p", null, `Now: ${phase}. From the next decision on:`), h("ul", { class: "dashed" }, says.map((each) => h("li", null, each)))],
    run: (reason) => send("POST", path("v1", "domains", domain, "experiments", experiment, "phase"), { phase: to, reason }),
  }) }, words);
}
