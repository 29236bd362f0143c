// A chart over time with bands, by uPlot, and the same points as a table. The element is made once and kept; views update
// it and put a placeholder in its place.
import uPlot from "../uplot.js";
import { h, same, show } from "../core/dom.js";
import { dateTime, reward } from "../core/format.js";
import { colour, onTheme } from "../core/theme.js";

const HEIGHT = 232;

export class Chart {
  /** @param options {key, title, note, format, zero: draw a line at 0, range: [low, high] that is always shown} */
  constructor(options) {
    this.options = { format: reward, ...options };
    this.plot = h("div", { class: "plot" });
    this.note = h("span", null, options.note ?? "");
    this.body = h("div");
    this.details = h("details", { ontoggle: () => this.tabulate() },
      h("summary", null, "These points as a table"), this.body);
    this.element = h("figure", { class: "chart", key: options.key, "data-chart": options.key },
      h("figcaption", null, h("span", null, options.title), this.note), this.plot, this.details);
    this.lines = [];
    this.at = [];
    this.unTheme = onTheme(() => this.draw(true));
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(this.plot);
  }

  /** Itself, or where it already is, its placeholder. */
  slot() {
    return this.element.isConnected ? same("figure", this.options.key) : this.element;
  }

  /** From here to there is always shown, or null: two charts that are compared have one scale. */
  always(range) {
    this.options.range = range;
  }

  /** @param lines [{label, hue, dash, values, lower, upper}] over times in seconds */
  update(at, lines, empty = "Nothing to draw yet.") {
    const shape = (all) => all.map(({ label, hue, lower }) => [label, hue, Boolean(lower)].join()).join(";");
    const changed = shape(lines) !== shape(this.lines);
    this.at = at;
    this.lines = lines;
    this.empty = empty;
    this.draw(changed);
    if (this.details.open) this.tabulate();
  }

  drawable() {
    return this.at.length > 1 && this.lines.some(({ values }) => values.filter((value) => value !== null && value !== undefined).length > 1);
  }

  draw(anew) {
    if (!this.drawable()) {
      this.drop();
      this.plot.classList.add("empty");
      this.plot.textContent = this.empty ?? "";
      return;
    }
    if (anew) this.drop();
    const columns = this.columns();
    if (this.u) {
      this.u.setData(columns);
    } else if (this.plot.clientWidth > 0) {
      this.plot.classList.remove("empty");
      this.plot.textContent = "";
      this.u = new uPlot(this.setup(), columns, this.plot);
      this.plot.querySelector("canvas").setAttribute("aria-hidden", "true");
      this.plot.setAttribute("role", "img");
    }
    this.plot.setAttribute("aria-label", this.words());
  }

  words() {
    const last = this.lines.map(({ label, values }) => `${label} ${this.options.format(values.at(-1))}`);
    return `${this.options.title} from ${dateTime(this.at[0] * 1000)} to ${dateTime(this.at.at(-1) * 1000)}; at the end: ${last.join(", ")}`;
  }

  drop() {
    this.u?.destroy();
    this.u = null;
    this.plot.removeAttribute("role");
    this.plot.removeAttribute("aria-label");
  }

  columns() {
    const n = this.at.length;
    const even = (values) => Array.from({ length: n }, (nothing, i) => values[i] ?? null);
    return [this.at, ...this.lines.flatMap(({ values, lower, upper }) =>
      lower ? [even(values), even(upper), even(lower)] : [even(values)])];
  }

  setup() {
    const series = [{}];
    const bands = [];
    for (const { label, hue, dash, lower } of this.lines) {
      const stroke = colour(`--data-${hue}`);
      series.push({ label, stroke, width: 1.8, dash: dash ? [5, 4] : undefined, points: { show: false } });
      if (lower) {
        const at = series.length;
        bands.push({ series: [at, at + 1], fill: wash(stroke) });
        series.push({ stroke: "transparent", points: { show: false } }, { stroke: "transparent", points: { show: false } });
      }
    }
    return {
      width: this.plot.clientWidth, height: HEIGHT, series, bands,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      scales: { y: { range: (u, low, high) => this.reach(low, high) } },
      axes: [{ ...axis(), size: 30, space: 76, values: times }, { ...axis(), size: 52, values: (u, ticks) => ticks.map((tick) => tick.toLocaleString("en", { maximumFractionDigits: 4 }).replace("-", "−")) }],
      hooks: { drawClear: this.options.zero ? [zeroLine] : [] },
    };
  }

  reach(low, high) {
    const [least, most] = this.options.range ?? [Infinity, -Infinity];
    const from = Math.min(low ?? 0, least);
    const to = Math.max(high ?? 1, most);
    const air = Math.max((to - from) * 0.06, 1e-4);
    return [from === least ? from : from - air, to === most ? to : to + air];
  }

  fit() {
    if (this.u) this.u.setSize({ width: this.plot.clientWidth, height: HEIGHT });
    else this.draw(false);
  }

  tabulate() {
    if (!this.details.open) return;
    const step = Math.max(1, Math.ceil(this.at.length / 40));
    const rows = [];
    for (let i = this.at.length - 1; i >= 0; i -= step) {
      rows.push(h("tr", null, h("th", { scope: "row" }, dateTime(this.at[i] * 1000)),
        this.lines.map(({ values, lower, upper }) => h("td", { class: "num" }, this.options.format(values[i]),
          lower && lower[i] !== null && lower[i] !== undefined ? h("span", { class: "quiet" }, ` [${this.options.format(lower[i])}, ${this.options.format(upper[i])}]`) : null))));
    }
    show(this.body, h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `${this.options.title}: points` },
      h("table", null,
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "Time"), this.lines.map(({ label }) => h("th", { class: "num", scope: "col" }, label)))),
        h("tbody", null, rows))));
  }

  close() {
    this.unTheme();
    this.resize.disconnect();
    this.drop();
  }
}

const wash = (rgb) => rgb.replace(/^rgb\(([^)]*)\)$/, "rgba($1, 0.16)");

const axis = () => ({
  stroke: colour("--soft"),
  font: "12px Inter, system-ui, sans-serif",
  grid: { stroke: colour("--line"), width: 1 },
  ticks: { show: false },
  gap: 6,
});

/** Times of the axis, as long as its steps call for. */
function times(u, splits, index, space, step) {
  const parts = step >= 86_400 ? { day: "numeric", month: "short" }
    : step >= 60 ? { hour: "2-digit", minute: "2-digit" } : { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const format = new Intl.DateTimeFormat("en-GB", parts);
  return splits.map((split) => format.format(split * 1000));
}

function zeroLine(u) {
  const y = u.valToPos(0, "y", true);
  if (y < u.bbox.top || y > u.bbox.top + u.bbox.height) return;
  u.ctx.save();
  u.ctx.strokeStyle = colour("--line-strong");
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  u.ctx.beginPath();
  u.ctx.moveTo(u.bbox.left, y);
  u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
  u.ctx.stroke();
  u.ctx.restore();
}
