// The live figures: what the stream said last, since when, and how fast things go.
import { get } from "./api.js";

/** No event for so long, ms: the stream sends one every five seconds at least. */
const SILENCE_MS = 12_000;
/** Points kept for rates and small charts; about a minute while somebody watches. */
const TRAIL = 60;
const SMOOTHED = 5;
const RATE_MS = 10_000;

const listeners = new Set();

export const live = {
  /** loading, live, or stale */
  state: "loading",
  /** When the last event came, by this machine's clock. */
  heardMs: 0,
  /** Time of the figures, by the service's clock. */
  at: null,
  flags: {},
  domains: new Map(),
  /** By domain: [{ms, selects, outcomes}] */
  trails: new Map(),
};

/** Calls back after every change; gives what ends that. */
export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = () => listeners.forEach((listener) => listener());

export function start() {
  let source = open();
  setInterval(() => {
    if (document.hidden) return;
    if (live.heardMs && Date.now() - live.heardMs > SILENCE_MS) lost();
    // A browser comes back by itself, but gives up where it got an answer that was no stream, as from a proxy.
    if (source.readyState === EventSource.CLOSED) source = open();
    if (live.state === "stale") tell();
  }, 3_000);
  // A browser has six connections for all of its pages: those that nobody sees leave theirs to the others.
  document.addEventListener("visibilitychange", () => {
    source.close();
    if (document.hidden) return;
    if (live.state === "live") live.heardMs = Date.now();
    source = open();
  });
  seedTrails();
}

function open() {
  const source = new EventSource("/v1/stream");
  source.addEventListener("snapshot", (event) => take(event, true));
  source.addEventListener("changes", (event) => take(event, false));
  source.onerror = lost;
  return source;
}

function lost() {
  live.state = live.heardMs ? "stale" : "unreachable";
  tell();
}

function take(event, whole) {
  const news = JSON.parse(event.data);
  if (whole) live.domains.clear();
  for (const domain of news.domains) live.domains.set(domain.domain, domain);
  for (const name of news.removed) live.domains.delete(name);
  live.flags = news.flags;
  live.at = new Date(news.at);
  live.heardMs = Date.now();
  live.state = "live";
  for (const domain of live.domains.values()) trail(domain, live.at.getTime());
  tell();
}

function trail(domain, ms) {
  let points = live.trails.get(domain.domain) ?? [];
  const last = points.at(-1);
  if (last && (last.selects > domain.selects || last.ms > ms)) points = [];
  if (last && last.ms === ms) points.pop();
  points.push({ ms, selects: domain.selects, outcomes: domain.outcomes });
  live.trails.set(domain.domain, points.slice(-TRAIL));
}

/** What was before the page was opened. */
async function seedTrails() {
  const { histories } = await get("/v1/history").catch(() => ({ histories: [] }));
  for (const { domain, at, series } of histories) {
    const known = live.trails.get(domain) ?? [];
    const first = known[0]?.ms ?? Infinity;
    const selects = series.find((each) => each.figure === "selects")?.values ?? [];
    const outcomes = series.find((each) => each.figure === "outcomes")?.values ?? [];
    const before = at
      .map((text, i) => ({ ms: Date.parse(text), selects: selects[i], outcomes: outcomes[i] }))
      .filter((point) => point.ms < first && point.selects !== null);
    live.trails.set(domain, [...before, ...known].slice(-TRAIL));
  }
  tell();
}

/** Decisions per second over the last ten seconds or the last step, whichever is longer; null before there are two points. */
export function rate(domain) {
  const points = live.trails.get(domain) ?? [];
  const last = points.at(-1);
  if (points.length < 2) return null;
  const from = points.findLast((point) => last.ms - point.ms >= RATE_MS) ?? points[0];
  return last.ms > from.ms ? ((last.selects - from.selects) * 1000) / (last.ms - from.ms) : null;
}

/** Decisions per second along the trail, each over a few points so that single bursts do not make it jump: [{ms, value}]. */
export function rates(domain) {
  const points = live.trails.get(domain) ?? [];
  return points.slice(1).map((point, i) => {
    const from = points[Math.max(0, i + 1 - SMOOTHED)];
    return { ms: point.ms, value: ((point.selects - from.selects) * 1000) / Math.max(1, point.ms - from.ms) };
  });
}
