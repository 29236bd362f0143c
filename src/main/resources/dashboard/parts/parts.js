// Small things that every view is made of.
import { h, svg } from "../core/dom.js";
import { count } from "../core/format.js";

/** A word that explains itself on hover and on focus. */
export const term = (name, words) => h("span", { class: "term", "data-term": name, tabindex: "0" }, words);

/** A number with its definition. The value stands beside the words, so that what is shown can be compared with what is. */
export const number = (name, value, format = count) =>
  h("span", { "data-term": name, "data-value": value ?? "" }, format(value));

/** Figures in a row: [term, label, value, format, small print]. */
export const figures = (rows) =>
  h("dl", { class: "figures" },
    rows.filter(Boolean).map(([name, label, value, format, small]) =>
      h("div", null,
        h("dt", { "data-term": name, tabindex: "0" }, label),
        h("dd", { "data-figure": name }, number(name, value, format), small ? h("small", null, " " + small) : null))));

export const badge = (kind, words, name) =>
  h("span", { class: `badge ${kind}`, "data-term": name, tabindex: name ? "0" : null }, words);

/** A table that scrolls by itself where it is too wide: {label, head: [[words, class, term]], rows: [cells]}. */
export const table = ({ label, head, rows, key }) =>
  h("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0", key },
    h("table", null,
      h("thead", null, h("tr", null,
        head.map(([words, kind, name]) =>
          h("th", { class: kind, scope: "col" }, name ? term(name, words) : words)))),
      h("tbody", null, rows)));

export const section = (title, lead, ...children) =>
  h("section", { class: "section", key: title },
    h("header", null, h("h2", null, title), lead ? h("p", null, lead) : null), children);

export const notice = (kind, ...children) => h("p", { class: `notice ${kind}` }, children);

export const state = (title, ...children) =>
  h("div", { class: "state", key: "state" }, h("h2", null, title), children);

/** The same where it is all that the page says. */
export const nothing = (title, ...children) =>
  h("div", { class: "state", key: "state" }, h("h1", null, title), children);

/** A line of the last minutes, with the widest value as its height. */
export function spark(points, label) {
  const top = Math.max(...points.map(({ value }) => value), 1e-9);
  const first = points[0]?.ms ?? 0;
  const span = Math.max(1, (points.at(-1)?.ms ?? 1) - first);
  const line = points.map(({ ms, value }, i) =>
    `${i ? "L" : "M"}${((100 * (ms - first)) / span).toFixed(1)} ${(22 - (20 * value) / top).toFixed(1)}`);
  return svg("svg", { class: points.some(({ value }) => value > 0) ? "spark" : "spark still", viewBox: "0 0 100 24", preserveAspectRatio: "none", role: "img", "aria-label": label },
    points.length > 1 ? svg("path", { d: line.join("") }) : null);
}

/** An end of an interval may be at infinity, which JSON has no word for but null. */
const whole = (interval) => Boolean(interval) && interval.lower !== null && interval.upper !== null;

/** An interval against zero on a scale that reaches as far on both sides. */
export function forest(value, interval, reach, label, hue, rope = 0) {
  const x = (v) => (50 + (50 * Math.max(-1, Math.min(1, v / reach)))).toFixed(2);
  return svg("svg", { class: `forest hue-${hue}`, role: "img", "aria-label": label },
    rope ? svg("rect", { class: "rope", x: x(-rope) + "%", width: (x(rope) - x(-rope)) + "%", y: "1", height: "20" }) : null,
    svg("line", { class: "zero", x1: "50%", x2: "50%", y1: "0", y2: "21" }),
    whole(interval) ? svg("line", { class: "span", x1: x(interval.lower) + "%", x2: x(interval.upper) + "%", y1: "10.5", y2: "10.5" }) : null,
    svg("circle", { class: "dot", cx: x(value) + "%", cy: "10.5", r: "4" }));
}

export const phases = (phase) =>
  h("ol", { class: "steps", "aria-label": "Phase" },
    ["shadow", "active", "stopped"].map((each) =>
      h("li", null, h("span", { "aria-current": each === phase ? "step" : null }, each))));
