// Intervals that hold at every look, from sums alone. What the service reports itself is taken from its report; these
// are for figures that come without an interval.

export const ALPHA = 0.05;

/** Where the boundary is tightest, observations. */
const PLANNED = 1_000;

/**
 * A confidence sequence for the mean of values in [0, 1]: the two-sided normal mixture for 1/2-sub-Gaussian terms (Howard,
 * Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", 2021, equation 14).
 * It needs no variance, and is wide for that.
 */
export function boundedInterval(n, mean) {
  if (!n || mean === null) return null;
  const spent = n / 4;
  const rho = PLANNED / 4 / (2 * Math.log(1 / ALPHA) + Math.log(1 + 2 * Math.log(1 / ALPHA)));
  const reach = Math.sqrt((spent + rho) * Math.log((spent + rho) / (rho * ALPHA * ALPHA))) / n;
  return { lower: Math.max(0, mean - reach), upper: Math.min(1, mean + reach), alpha: ALPHA };
}

/** Fewer are too few for the next one. */
export const BURN_IN = 100;

/**
 * An asymptotic confidence sequence around a mean with this standard error (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences", 2024). Null below a hundred observations.
 */
export function asymptoticInterval(n, mean, se) {
  if (!(n >= BURN_IN) || mean === null || !(se > 0)) return null;
  const rho2 = (-2 * Math.log(ALPHA) + Math.log(1 - 2 * Math.log(ALPHA))) / PLANNED;
  const reach = se * Math.sqrt(((2 * (n * rho2 + 1)) / (n * rho2)) * Math.log(Math.sqrt(n * rho2 + 1) / ALPHA));
  return { lower: mean - reach, upper: mean + reach, alpha: ALPHA };
}

/**
 * The difference of two variants from their means and standard errors as if they were independent. In shadow both are valued
 * on the same decisions, which makes the true interval narrower than this one, not wider, as long as they move together.
 */
export function difference(treatment, control) {
  if (!treatment || !control || treatment.mean === null || control.mean === null) return null;
  const value = treatment.mean - control.mean;
  const se = Math.hypot(treatment.se, control.se);
  return { value, interval: asymptoticInterval(Math.min(treatment.n, control.n), value, se) };
}

/** The ledger of a variant that its phase calls for. */
export const ledger = (variant) => (variant.view === "realised" ? variant.realised : variant.counterfactual);

/** How sure one can be of a difference, in a word: early, ahead, behind, or open. */
export function standing(interval) {
  if (!interval) return "early";
  if (interval.lower > 0) return "ahead";
  return interval.upper < 0 ? "behind" : "open";
}
