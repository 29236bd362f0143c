// Figures of one domain over time: what the service kept, extended by what the stream says.
import { get } from "./api.js";
import { live, watch } from "./live.js";

const POINTS_MAX = 720;

export class History {
  constructor(domain) {
    this.domain = domain;
    this.at = [];
    this.series = new Map();
    this.stepMs = 1_000;
    this.failed = null;
    this.loaded = false;
    this.unwatch = watch(() => this.extend());
    this.load();
  }

  async load() {
    try {
      const { histories } = await get("/v1/history?domain=" + encodeURIComponent(this.domain));
      const [history] = histories;
      if (history) {
        this.at = history.at.map((text) => Date.parse(text) / 1000);
        this.stepMs = history.resolution_ms;
        for (const each of history.series) this.series.set(key(each), each.values);
      }
      this.loaded = true;
    } catch (problem) {
      this.failed = problem;
    }
  }

  /** One more point; the last one moves until it is a whole step from the one before. */
  extend() {
    const domain = live.domains.get(this.domain);
    if (!this.loaded || !domain) return;
    const now = live.at.getTime() / 1000;
    if (this.at.length && now <= this.at.at(-1)) return;
    const moves = this.at.length > 1 && (this.at.at(-1) - this.at.at(-2)) * 1000 < this.stepMs;
    const index = moves ? this.at.length - 1 : this.at.length;
    this.at[index] = now;
    const seen = new Set();
    for (const [of, value] of figures(domain)) {
      seen.add(of);
      if (!this.series.has(of)) this.series.set(of, new Array(index).fill(null));
      this.series.get(of)[index] = value;
    }
    for (const [of, values] of this.series) {
      if (!seen.has(of)) values[index] = null;
    }
    if (this.at.length > POINTS_MAX) this.thin();
  }

  thin() {
    const keep = (values) => values.filter((value, i) => i % 2 === 0);
    this.at = keep(this.at);
    for (const [of, values] of this.series) this.series.set(of, keep(values));
    this.stepMs *= 2;
  }

  of(figure, { arm, experiment, variant } = {}) {
    return this.series.get(key({ figure, arm, experiment, variant })) ?? [];
  }

  close() {
    this.unwatch();
  }
}

const key = ({ figure, arm, experiment, variant }) => [arm ?? "", experiment ?? "", variant ?? "", figure].join("\n");

function* figures(domain) {
  yield [key({ figure: "selects" }), domain.selects];
  yield [key({ figure: "outcomes" }), domain.outcomes];
  for (const { arm, selects, pulls, reward_sum } of domain.arms) {
    yield [key({ figure: "selects", arm }), selects];
    yield [key({ figure: "pulls", arm }), pulls];
    yield [key({ figure: "reward_sum", arm }), reward_sum];
  }
  for (const { experiment, segment, variants } of domain.experiments) {
    yield [key({ figure: "segment", experiment }), segment];
    for (const { variant, realised, counterfactual } of variants) {
      const of = { experiment, variant };
      yield [key({ figure: "realised_n", ...of }), realised.n];
      yield [key({ figure: "realised_mean", ...of }), realised.mean];
      yield [key({ figure: "realised_se", ...of }), realised.se];
      yield [key({ figure: "counterfactual_n", ...of }), counterfactual.n];
      yield [key({ figure: "counterfactual_mean", ...of }), counterfactual.mean];
      yield [key({ figure: "counterfactual_se", ...of }), counterfactual.se];
      yield [key({ figure: "ess", ...of }), counterfactual.ess];
    }
  }
}
