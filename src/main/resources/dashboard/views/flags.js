// Flags: what is switched on, and the way to switch it, at once and for all domains.
import { h } from "../core/dom.js";
import { send, path } from "../core/api.js";
import { live } from "../core/live.js";
import { confirm } from "../parts/confirm.js";
import { badge } from "../parts/parts.js";

const SAYS = {
  ENABLE_EXPERIMENT_HARNESS: {
    what: "Experiments interpose. Off: every decision is the core policy's, and no experiment records anything.",
    on: "Experiments interpose from the next decision on, in the phase that each is in.",
    off: "From the next decision on the core policy decides everything. Running experiments stand still and lose what happens meanwhile.",
  },
  ENABLE_RL_LINTS: {
    what: "Linear Thompson sampling may decide. Off: where it would, a simpler policy does, and the decision says so.",
    on: "Policies of type lin_ts_diag and lin_ts_full may decide from the next decision on.",
    off: "From the next decision on nothing of type lin_ts_diag or lin_ts_full decides; domains and variants that use it fall back.",
  },
};

export class FlagsView {
  title = "Flags";
  needsFigures = true;

  render() {
    return [
      h("h1", null, "Flags"),
      h("p", { class: "lead" }, "They act on the next decision, in every domain, without a restart, and outlive one. Every change is in the ", h("a", { href: "#/audit" }, "audit log"), "."),
      h("ul", { class: "flags" }, Object.entries(live.flags).map(([flag, on]) => h("li", { key: flag, "data-flag": flag },
        h("div", null, h("h2", null, h("span", { class: "mono" }, flag), " ", badge(on ? "good" : "", on ? "on" : "off")), h("p", null, SAYS[flag]?.what ?? "")),
        h("button", { onclick: () => ask(flag, !on) }, on ? "Switch off…" : "Switch on…")))),
    ];
  }
}

function ask(flag, enabled) {
  confirm({
    title: `Switch ${flag} ${enabled ? "on" : "off"}?`,
    says: h("p", null, SAYS[flag]?.[enabled ? "on" : "off"] ?? ""),
    word: flag,
    action: enabled ? "Switch on" : "Switch off",
    run: (reason) => send("PUT", path("v1", "flags", flag), { enabled, reason }),
  });
}
