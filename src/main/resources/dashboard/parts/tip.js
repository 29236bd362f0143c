// One tip for all words that explain themselves: on hover, on focus, and gone with Escape.
import { define } from "../core/terms.js";

const GAP = 8;
let shown = null;

export function startTips() {
  document.addEventListener("mouseover", (event) => show(event.target.closest?.("[data-term]")));
  document.addEventListener("focusin", (event) => show(event.target.closest?.("[data-term]")));
  document.addEventListener("focusout", () => show(null));
  document.addEventListener("keydown", (event) => event.key === "Escape" && show(null));
  addEventListener("scroll", () => show(null), { passive: true, capture: true });
}

function show(target) {
  const tip = document.getElementById("tip");
  if (target === shown) return;
  shown?.removeAttribute("aria-describedby");
  shown = target ?? null;
  if (!shown) {
    tip.hidden = true;
    return;
  }
  const { title, text } = define(shown.dataset.term);
  const head = document.createElement("b");
  head.textContent = title;
  tip.replaceChildren(head, text);
  tip.hidden = false;
  shown.setAttribute("aria-describedby", "tip");
  place(tip, shown.getBoundingClientRect());
}

function place(tip, box) {
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(GAP, box.left), innerWidth - width - GAP);
  const below = box.bottom + GAP;
  tip.style.left = `${left}px`;
  tip.style.top = `${below + height < innerHeight ? below : Math.max(GAP, box.top - height - GAP)}px`;
}
