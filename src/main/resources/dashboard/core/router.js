// Addresses after the hash: each view has one, so that it can be linked, reloaded and gone back to.

const ROUTES = [
  [/^\/$/, "overview", []],
  [/^\/domain\/([^/]+)$/, "domain", ["domain"]],
  [/^\/domain\/([^/]+)\/experiment\/([^/]+)$/, "experiment", ["domain", "experiment"]],
  [/^\/decision$/, "decision", []],
  [/^\/decision\/([^/]+)$/, "decision", ["id"]],
  [/^\/audit$/, "audit", []],
  [/^\/flags$/, "flags", []],
];

/** The view that the address names, or null. */
export function route() {
  const path = location.hash.replace(/^#/, "") || "/";
  for (const [pattern, view, names] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      try {
        return { view, ...Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1])])) };
      } catch {
        return null;
      }
    }
  }
  return null;
}

export const toDomain = (domain) => `#/domain/${encodeURIComponent(domain)}`;
export const toExperiment = (domain, experiment) => `${toDomain(domain)}/experiment/${encodeURIComponent(experiment)}`;
export const toDecision = (id) => `#/decision/${encodeURIComponent(id)}`;
