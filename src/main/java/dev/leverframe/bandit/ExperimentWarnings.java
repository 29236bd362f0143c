package dev.leverframe.bandit;

import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Guardrail;
import dev.leverframe.model.RewardSettings;
import java.util.ArrayList;
import java.util.List;

/** What is allowed of an experiment but probably not meant, one sentence each; as its domain is. */
final class ExperimentWarnings {
    private ExperimentWarnings() {}

    static List<String> of(ExperimentSpec spec, DomainSpec domain) {
        List<String> warnings = new ArrayList<>();
        control(spec, domain, warnings);
        spec.evidence().guardrails().forEach(guardrail -> guardrail(guardrail, domain.reward(), warnings));
        missing(spec, domain.reward(), warnings);
        if (spec.evidence().autoPromote() && spec.evidence().rules().runtimeMinMs() == 0) {
            warnings.add(
                    "auto_promote is on and runtime_min_s is 0, so a win of the first minutes takes over; let it see"
                            + " a day at least");
        }
        return warnings;
    }

    private static void control(ExperimentSpec spec, DomainSpec domain, List<String> warnings) {
        spec.variants().stream()
                .filter(variant -> variant.variant().equals(spec.control()))
                .map(Variant::policy)
                .filter(policy -> !policy.equals(domain.policy()))
                .forEach(
                        policy -> warnings.add("the control is " + policy.type().word()
                                + " and not the core policy as it is configured ("
                                + domain.policy().type().word()
                                + "), which serves after a stop; give both the same policy"));
    }

    private static void guardrail(Guardrail guardrail, RewardSettings reward, List<String> warnings) {
        boolean unweighed = switch (guardrail.kind()) {
            case LATENCY_OVER_SLO -> reward.latencyWeight() == 0;
            case COST_OVER_BUDGET -> reward.costWeight() == 0;
            default -> false;
        };
        if (unweighed) {
            String component = guardrail.kind() == Guardrail.Kind.LATENCY_OVER_SLO ? "latency_ms" : "cost_usd";
            warnings.add("guardrail " + guardrail.kind().word() + " sees only outcomes that carry " + component
                    + ", which this domain's reward gives no weight; make sure that clients send it");
        }
    }

    private static void missing(ExperimentSpec spec, RewardSettings reward, List<String> warnings) {
        boolean watched = spec.evidence().guardrails().stream()
                .anyMatch(guardrail -> guardrail.kind() == Guardrail.Kind.MISSING_OUTCOMES);
        if (reward.missing() == RewardSettings.Missing.EXCLUDE && !watched) {
            warnings.add(
                    "missing outcomes are left out (reward.missing is exclude) and no guardrail missing_outcomes is"
                            + " declared, so a variant that loses its failures looks better; declare one");
        }
    }
}
