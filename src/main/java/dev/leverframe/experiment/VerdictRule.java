package dev.leverframe.experiment;

import dev.leverframe.evidence.Interval;
import dev.leverframe.model.Verdict;
import dev.leverframe.model.VerdictRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From numbers to a verdict on one treatment; a pure function. Since every number it reads is valid at every look, it may be
 * asked as often as one likes.
 *
 * <pre>
 *   HARM       upper end below -delta_harm                                    protects: after enough units, whatever else
 *   GUARDRAIL  a guardrail's bound above its tolerance                        the same
 *   WIN        lower end above delta_min                                      only if nothing is unmet
 *   FUTILE     the interval lies within the rope                              only if nothing is unmet
 *   TIMEOUT    as many mature units as are allowed
 *   CONTINUE   else
 * </pre>
 *
 * The first that applies. Where earlier segments of the epoch left evidence, a harm or a win also follows from the product of
 * the e-values of its side, past 2/alpha. Unmet can be: too few units, a burn-in, too small an effective sample size, a check that has
 * fired, the least runtime. The last two do not hold back what protects: going back to the control is safe even on doubtful
 * numbers, and waiting is not.
 */
public final class VerdictRule {
    private static final String TOGETHER =
            "the evidence of this segment and of those before it, with other weights, says so together";

    private VerdictRule() {}

    public static Judgement judge(VerdictInputs in, VerdictRules rules) {
        List<String> tooFew = tooFew(in, rules);
        List<String> unmet = new ArrayList<>(tooFew);
        unmet.addAll(doubts(in, rules));
        Optional<Judgement> stop = Optional.empty();
        if (tooFew.isEmpty()) {
            stop = protects(in, rules, unmet);
        }
        if (stop.isEmpty() && unmet.isEmpty()) {
            stop = decides(in, rules);
        }
        return stop.orElseGet(() -> open(in, rules, unmet));
    }

    private static List<String> tooFew(VerdictInputs in, VerdictRules rules) {
        List<String> unmet = new ArrayList<>();
        Comparison c = in.comparison();
        units(c.treatment(), c.treatmentUnits() + in.before().treatmentUnits(), c, rules, unmet);
        units(c.control(), c.controlUnits() + in.before().controlUnits(), c, rules, unmet);
        if (!in.ready()) {
            unmet.add("outcomes are so skewed that the interval needs more of them first");
        }
        if (!(in.effectiveSampleSize() >= rules.essMin())) {
            unmet.add("the effective sample size is " + Words.count(in.effectiveSampleSize()) + " of "
                    + Words.count(rules.essMin()) + " needed");
        }
        return unmet;
    }

    private static void units(String variant, long units, Comparison c, VerdictRules rules, List<String> unmet) {
        if (units < rules.unitsMin()) {
            unmet.add("'" + variant + "' has " + Words.count(units) + " of " + Words.count(rules.unitsMin())
                    + " mature " + c.estimand().counted() + " needed");
        }
    }

    private static List<String> doubts(VerdictInputs in, VerdictRules rules) {
        List<String> unmet = new ArrayList<>();
        in.fired().forEach(check -> unmet.add("the " + check + " has fired, so the numbers cannot be trusted"));
        if (in.elapsedMs() < rules.runtimeMinMs()) {
            unmet.add(Words.duration(in.elapsedMs()) + " of at least " + Words.duration(rules.runtimeMinMs())
                    + " have passed");
        }
        return unmet;
    }

    private static Optional<Judgement> protects(VerdictInputs in, VerdictRules rules, List<String> unmet) {
        Comparison c = in.comparison();
        if (c.interval().upper() < -rules.deltaHarm()) {
            String reason = "'" + c.treatment() + "' is worse than '" + c.control() + "'"
                    + margin(rules.deltaHarm(), " by more than the tolerated ") + ": the difference lies "
                    + Words.between(c.interval());
            return Optional.of(new Judgement(Verdict.HARM, reason, unmet));
        }
        if (in.before().harm()) {
            String reason = "'" + c.treatment() + "' is worse than '" + c.control() + "': " + TOGETHER;
            return Optional.of(new Judgement(Verdict.HARM, reason, unmet));
        }
        return in.guardrails().stream()
                .filter(GuardrailReading::broken)
                .findFirst()
                .map(broken -> new Judgement(Verdict.GUARDRAIL, broken(broken, c), unmet));
    }

    private static String broken(GuardrailReading reading, Comparison c) {
        return "'" + c.treatment() + "' has more " + reading.guardrail().kind().words() + " than '" + c.control()
                + "' by at least " + Words.percent(reading.lowerBound()) + ", where "
                + Words.percent(reading.guardrail().tolerance()) + " are tolerated";
    }

    private static Optional<Judgement> decides(VerdictInputs in, VerdictRules rules) {
        Comparison c = in.comparison();
        Interval interval = c.interval();
        if (interval.lower() > rules.deltaMin()) {
            String reason = "'" + c.treatment() + "' is better than '" + c.control() + "'"
                    + margin(rules.deltaMin(), " by more than the required ") + ": the difference lies "
                    + Words.between(interval);
            return Optional.of(new Judgement(Verdict.WIN, reason, List.of()));
        }
        if (in.before().gain()) {
            String reason = "'" + c.treatment() + "' is better than '" + c.control() + "': " + TOGETHER;
            return Optional.of(new Judgement(Verdict.WIN, reason, List.of()));
        }
        if (interval.lower() > -rules.rope() && interval.upper() < rules.rope()) {
            String reason = "there is no practical difference between '" + c.treatment() + "' and '" + c.control()
                    + "': it lies " + Words.between(interval) + ", within the " + rules.rope() + " that would matter";
            return Optional.of(new Judgement(Verdict.FUTILE, reason, List.of()));
        }
        return Optional.empty();
    }

    private static String margin(double delta, String words) {
        return delta > 0 ? words + delta : "";
    }

    private static Judgement open(VerdictInputs in, VerdictRules rules, List<String> unmet) {
        Comparison c = in.comparison();
        if (in.matureUnits() >= rules.unitsMax()) {
            String reason = Words.count(in.matureUnits()) + " " + c.estimand().counted() + " of at most "
                    + Words.count(rules.unitsMax()) + " were seen without a conclusion";
            return new Judgement(Verdict.TIMEOUT, reason, unmet);
        }
        String reason = unmet.isEmpty() ? "the data fit a gain and a loss" : unmet.get(0);
        return new Judgement(Verdict.CONTINUE, reason, unmet);
    }
}
