// What every number on the page means, in one sentence or two. The report of an experiment brings words of its own, which
// then stand in front of these.

export const TERMS = {
  rate: ["Decisions a second", "Selects answered over the last ten seconds, or since the last point where that is longer ago."],
  selects: ["Decisions", "Selects that this domain answered with an arm since it began."],
  join_rate: ["Outcomes joined", "Of the decisions that no longer wait, the share that got an outcome in time. The rest expired or gave way to newer ones."],
  pending: ["Waiting", "Decisions that still wait for their outcome. They count for nobody until it comes or their time is up."],
  expired: ["Expired", "Decisions whose outcome did not come within the domain's time to live."],
  evicted: ["Forgotten early", "Decisions that gave way to newer ones while they still waited: raise domains.pending_max."],
  fallbacks: ["Fallbacks", "Decisions that something simpler made, because a flag was off or a policy's state was broken."],
  refusals: ["Refused", "Selects and outcomes that the domain refused since the process started, such as ones without a live candidate."],
  phase: ["Phase", "Shadow: every variant is valued on what the core policy serves, and changes nothing. Active: each unit's variant decides for it. Stopped: the core policy decides, for good."],
  leading: ["Leading", "The variant with the highest mean reward in the view of its phase, and how far it is from the control with its 95 % interval, which holds at every look. It is worked out from running sums; the experiment's own report is the one that counts."],
  leading_arm: ["Leading arm", "The arm with the highest mean reward so far. It leads clearly where its interval lies above every other arm's."],
  health: ["Health", "What the service watches in itself: propensities against realised picks, broken policies, outcomes that stay away."],
  share: ["Share", "Of the decisions since the last points, the part that served this arm."],
  share_all: ["Share of all", "Of all decisions of the domain, the part that served this arm."],
  pulls: ["Pulls", "Decisions of this arm that got an outcome."],
  mean_reward: ["Mean reward", "Sum of rewards by number of pulls. A reward lies in [0, 1]."],
  arm_interval: ["95 % interval", "A confidence sequence: it holds at every look, for each arm by itself. It assumes nothing but rewards in [0, 1], and is wide for that. Contexts differ between arms, so arms are compared here as they were served, not as they would do on the same requests."],
  recent: ["Lately", "Mean reward over the last quarter of the time on the chart."],
  drift: ["Drift", "Lately minus before, with a 95 % interval for this one comparison. A hint to look closer, not a test that may be watched all day."],
  arm_regret: ["Regret against the best arm so far", "What the same number of pulls would have earned at the mean of the best arm so far, minus what was earned. Where context decides, this can be negative: the policy then does better than any single arm."],
  realised: ["Realised mean", "Mean reward of the decisions that this variant served itself. There are none in shadow."],
  counterfactual: ["Counterfactual mean", "What the variant would have earned on all decisions of this segment, whoever served them: the doubly robust estimate from logged propensities."],
  interval: ["95 % interval", "A confidence sequence: the truth lies inside at every look, so you may look as often as you like and stop when you like."],
  chart_interval: ["Bands", "95 % bands that hold at every look, from mean and standard error over time (asymptotic; from a hundred observations on). They take decisions as independent; where the same units come back, trust the report. Its own interval stands in the table."],
  n: ["n", "Decisions that the mean is taken over."],
  effective_sample_size: ["Effective sample size", "So many decisions of its own would tell as much about the variant as the weighted ones do. Far below n means that it would often have chosen what was seldom served."],
  max_weight: ["Largest weight", "The largest ratio of the variant's probability for the served arm to the probability with which it was served. One large weight can carry an estimate."],
  unsupported_mass: ["Unsupported", "Probability that the variant gives to arms which could not have been served. About these the log says nothing."],
  missing_rate: ["Missing", "Of the matured decisions, the share whose outcome never came."],
  missing_bounds: ["Worst case", "Where the mean would lie if every missing outcome had been 0, and if every one had been 1."],
  regret_sum: ["Regret", "Reward lost against the running mean of the best arm, summed over this segment."],
  regret_vs_core: ["Against the core policy", "How much more reward a decision the core policy would have earned on the same requests; below 0 the variant is better."],
  difference: ["Difference to control", "Mean reward of the variant minus that of the control."],
  p_value: ["p", "Anytime-valid: it may be looked at as often as you like. Below 0.05 the difference is more than noise."],
  log_e_value: ["log e", "Evidence against no difference, on a log scale: 3 is what α = 0.05 asks of one comparison, 0 is none."],
  forecast: ["Forecast", "How many more units, at the present spread and difference, until the interval leaves 0. A guess, not a promise."],
  weight: ["Weight", "The part of the units that is allocated to the variant, relative to the sum of the weights."],
  allocated: ["Allocated", "Decisions of this segment whose unit belongs to the variant."],
  mature: ["Matured", "Decisions whose outcome is final: it came, or the time for it is up. Only these count."],
  sample_ratio: ["Sample ratio", "Whether the units that came fit the planned shares. If they do not, something picks who is counted, and no other number here can be trusted."],
  propensity_audit: ["Propensity audit", "Whether arms were picked as often as the logged probabilities say. If not, every counterfactual number is wrong."],
  weight_audit: ["Weight audit", "Whether importance weights average to 1, as they must where probabilities are logged correctly."],
  missing_difference: ["Missing alike", "Whether outcomes stay away equally often for all variants. If one loses more of them, its mean says less than it seems to."],
  guardrail: ["Guardrail", "Something that must not become worse, whatever the reward does. It is broken once the whole interval lies past the tolerance."],
  propensity: ["Propensity", "The probability with which the served arm was drawn, logged before the draw."],
  draw: ["Draw", "A number from 0 to 1, a hash of the decision's id. The arm on whose stretch it falls is served: the same id draws the same."],
  score: ["Score", "What the policy thinks of the arm, in its own terms; not a probability."],
  recomputed: ["Made again", "The decision was made again from a snapshot and the facts since; it must come out the same."],
  reward: ["Reward", "The number in [0, 1] that the policies learn from."],
  moved_share: ["Who moves", "Of all units, the share that would get another variant than now."],
  exposed_share: ["Exposed", "Of all units, the share that is in the experiment at all."],
};

let reported = {};

/** Words of a report, by the names of its numbers. */
export function alsoDefine(definitions) {
  reported = definitions ?? {};
}

export function define(term) {
  const [title, text] = TERMS[term] ?? [term.replaceAll("_", " "), ""];
  return { title, text: reported[term] ?? text };
}
