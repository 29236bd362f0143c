// What is wrong with a domain, worst first, in words short enough for a badge.

const MATURED_MIN = 50;
const JOINED_MIN = 0.8;

/** @returns [{kind: bad or wait, words, name: the term that explains it}] */
export function ailments(domain, flags) {
  const found = [];
  const bad = (words, name) => found.push({ kind: "bad", words, name });
  const wait = (words, name) => found.push({ kind: "wait", words, name });
  if (domain.propensity_audit.fired) bad("propensities off", "propensity_audit");
  const broken = domain.broken_policies.filter(({ health }) => health !== "healed").length;
  if (broken) bad(broken === 1 ? "policy broken" : `${broken} policies broken`, "fallbacks");
  const ended = domain.selects - domain.pending;
  if (ended >= MATURED_MIN && domain.outcomes / ended < JOINED_MIN) bad("outcomes missing", "join_rate");
  if (domain.evicted) wait("decisions forgotten", "evicted");
  if (domain.fallbacks.flag_off && !flags.ENABLE_RL_LINTS) wait("flag off: falls back", "fallbacks");
  if (!flags.ENABLE_EXPERIMENT_HARNESS && domain.experiments.some(({ phase }) => phase !== "stopped")) {
    wait("harness off", "phase");
  }
  return found;
}
