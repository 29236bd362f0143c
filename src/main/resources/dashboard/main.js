// The page: a header that says whether the figures live, and one view at a time.
import { h, show } from "./core/dom.js";
import { live, start, watch } from "./core/live.js";
import { duration, time } from "./core/format.js";
import { nextTheme, onTheme, theme } from "./core/theme.js";
import { route } from "./core/router.js";
import { startTips } from "./parts/tip.js";
import { nothing } from "./parts/parts.js";
import { Overview } from "./views/overview.js";
import { DomainView } from "./views/domain.js";
import { ExperimentView } from "./views/experiment.js";
import { DecisionView } from "./views/decision.js";
import { AuditView } from "./views/audit.js";
import { FlagsView } from "./views/flags.js";

const VIEWS = {
  overview: Overview, domain: DomainView, experiment: ExperimentView,
  decision: DecisionView, audit: AuditView, flags: FlagsView,
};
const TABS = [["#/", "Overview", ["overview", "domain", "experiment"]], ["#/decision", "Decisions", ["decision"]],
  ["#/audit", "Audit", ["audit"]], ["#/flags", "Flags", ["flags"]], ["/openapi", "API", []]];

const header = document.getElementById("header");
const main = document.getElementById("main");
let at = null;
let view = null;

function pulse() {
  if (live.state === "live") return h("span", { class: "pulse", "data-state": "live" }, `live, ${time(live.at)}`);
  if (live.state === "stale") {
    return h("span", { class: "pulse", "data-state": "stale" }, `lost ${duration(Date.now() - live.heardMs)} ago`);
  }
  return h("span", { class: "pulse", "data-state": live.state }, live.state === "loading" ? "connecting" : "no answer");
}

function drawHeader() {
  show(header, h("div", { class: "bar" },
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/assets/icon.svg", alt: "" }), "Leverframe"),
    h("nav", { "aria-label": "Views" }, TABS.map(([href, words, views]) =>
      h("a", { href, "aria-current": views.includes(at?.view) ? "page" : null }, words))),
    pulse(),
    h("button", { class: "icon", onclick: nextTheme, "aria-label": `Colours: ${theme}. Change`, title: `Colours: ${theme}` },
      h("span", { "aria-hidden": "true", class: "nowrap" }, { system: "◐", light: "○", dark: "●" }[theme]))));
}

function draw() {
  document.body.dataset.live = live.state;
  drawHeader();
  if (!view) {
    show(main, nothing("There is no such page", h("p", null, "The address names no view. ", h("a", { href: "#/" }, "Go to the overview"), ".")));
  } else if (live.state === "unreachable") {
    show(main, nothing("The service does not answer", h("p", { role: "alert" }, "No figures came yet. This page tries again by itself every few seconds.")));
  } else if (live.state === "loading" && view.needsFigures) {
    show(main, h("p", { class: "quiet", role: "status" }, "Loading the figures…"));
  } else {
    show(main, lostBanner(), view.render());
  }
  view?.drawn?.();
}

function lostBanner() {
  return live.state === "stale"
    ? h("p", { class: "notice bad", role: "alert", key: "lost" }, `The stream was lost. These are the figures of ${time(live.at)}; trying again by itself.`)
    : null;
}

function navigate() {
  const next = route();
  const before = JSON.stringify(at);
  at = next;
  if (view && JSON.stringify(next) === before) return;
  view?.close?.();
  const View = next && VIEWS[next.view];
  main.replaceChildren();
  view = View ? new View(next, draw) : null;
  document.title = view ? `${view.title} · Leverframe` : "Leverframe";
  draw();
  scrollTo(0, 0);
}

startTips();
addEventListener("hashchange", () => {
  navigate();
  main.focus({ preventScroll: true });
});
onTheme(drawHeader);
watch(draw);
navigate();
start();
