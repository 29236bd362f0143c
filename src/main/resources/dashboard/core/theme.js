// Light, dark, or as the system says. Charts draw on canvas and have to be told.

const KEY = "leverframe.theme";
const ORDER = ["system", "light", "dark"];
const listeners = new Set();
const dark = matchMedia("(prefers-color-scheme: dark)");
let probe;

export let theme = read();
apply();
dark.addEventListener("change", () => listeners.forEach((listener) => listener()));

function read() {
  const kept = localStorage.getItem(KEY);
  return ORDER.includes(kept) ? kept : "system";
}

function apply() {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function nextTheme() {
  theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
  localStorage.setItem(KEY, theme);
  apply();
  listeners.forEach((listener) => listener());
}

export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What a custom property is at this moment, as a colour that canvas understands. */
export function colour(name) {
  if (!probe) {
    probe = document.createElement("i");
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}
