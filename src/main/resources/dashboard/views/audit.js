// The audit log: who changed what, when, from what to what, and why; newest first.
import { h } from "../core/dom.js";
import { get } from "../core/api.js";
import { live, watch } from "../core/live.js";
import { dateTime } from "../core/format.js";
import { toDomain } from "../core/router.js";
import { state } from "../parts/parts.js";

const PAGE = 50;
const REFRESH_MS = 5_000;

export class AuditView {
  title = "Audit";
  needsFigures = false;

  constructor(at, redraw) {
    this.redraw = redraw;
    this.domain = "";
    this.changes = null;
    this.next = null;
    this.problem = null;
    this.readMs = 0;
    this.load();
    this.unwatch = watch(() => this.refresh());
  }

  /** New entries come by themselves while the page shows the newest. */
  refresh() {
    if (live.state === "live" && Date.now() - this.readMs > REFRESH_MS && (this.changes?.length ?? 0) <= PAGE) this.load();
  }

  async load(before) {
    this.readMs = Date.now();
    const query = new URLSearchParams({ limit: PAGE });
    if (this.domain) query.set("domain", this.domain);
    if (before) query.set("before", before);
    try {
      const page = await get("/v1/audit?" + query);
      this.changes = before ? [...this.changes, ...page.changes] : page.changes;
      this.next = page.changes.length === PAGE ? page.next : null;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.redraw();
  }

  render() {
    return [
      h("h1", null, "Audit"),
      h("p", { class: "lead" }, "Who changed what, when, and why. Nothing is ever removed from this log."),
      h("div", { class: "tools" },
        h("label", { for: "of-domain" }, "Domain"),
        h("select", { id: "of-domain", onchange: (event) => { this.domain = event.target.value; this.load(); } },
          h("option", { value: "" }, "all, and flags"),
          [...live.domains.keys()].sort().map((name) => h("option", { value: name }, name)))),
      this.list(),
    ];
  }

  list() {
    if (this.problem) {
      return this.problem.status === 409
        ? state("Nothing is kept", h("p", null, "The service runs with durability none, so it has no audit log. Start it with durability process or disk."))
        : state("The log could not be read", h("p", { role: "alert" }, this.problem.message));
    }
    if (this.changes === null) return h("p", { class: "quiet", role: "status" }, "Loading…");
    if (this.changes.length === 0) return state("No change yet", h("p", null, "Nobody changed a domain, an experiment or a flag so far."));
    return [
      h("ol", { class: "timeline" }, this.changes.map(entry)),
      this.next ? h("p", { key: "more" }, h("button", { onclick: () => this.load(this.next) }, "Older changes")) : null,
    ];
  }

  close() {
    this.unwatch();
  }
}

function entry({ number, at, actor, domain, action, subject, from, to, reason }) {
  return h("li", { key: String(number), "data-action": action },
    h("time", { datetime: at }, dateTime(at)),
    h("div", { class: "change" },
      h("b", null, words(action)), " ", h("span", { class: "mono" }, subject ?? ""),
      domain ? [" in ", h("a", { href: toDomain(domain) }, domain)] : null, " by ", actor, simple(from, to),
      h("div", { class: "why" }, reason ? `“${reason}”` : "no reason given"),
      complex(from) || complex(to) ? h("details", null, h("summary", { class: "small quiet" }, "From what, to what"),
        h("pre", { tabindex: "0" }, `from ${JSON.stringify(from, null, 1)}\n\nto   ${JSON.stringify(to, null, 1)}`)) : null));
}

const words = (action) => action.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
const complex = (value) => value !== null && typeof value === "object";

function simple(from, to) {
  const say = (value) => (typeof value === "boolean" ? (value ? "on" : "off") : String(value));
  return complex(from) || complex(to) || (from === null && to === null) ? null : [": ", say(from), " → ", h("b", null, say(to))];
}
