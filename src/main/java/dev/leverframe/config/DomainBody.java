package dev.leverframe.config;

import dev.leverframe.model.Context.Named;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.RewardSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A domain as it is written, in the file under {@code domains.configured} and in the management API:
 *
 * <pre>
 *   {"arms": ["a", "b"], "auto_arms": false, "policy": {"type": "thompson"}, "reward": {"quality_weight": 0.6},
 *    "context": {"dimension": 512, "features": {"task": {"type": "categorical", "values": ["code", "chat"]}}},
 *    "decision_ttl_ms": 600000, "arm_features": {"a": {"price": 0.1}}, "arm_like": {"b": "a"}}
 * </pre>
 *
 * Every part may be left out and is then as the settings say.
 */
public final class DomainBody {
    private DomainBody() {}

    /**
     * Reads a domain.
     *
     * @param domain its name, which is not part of the body; an error in it has the pointer {@code ""}
     * @throws InvalidBody with everything that is wrong
     */
    public static DomainSpec parse(String domain, JsonObject body, Settings settings) {
        Fields fields = Fields.of(body);
        fields.checkName("domain", domain);
        List<String> arms = arms(fields, settings);
        boolean autoArms = autoArms(fields);
        ArmsBody own = new ArmsBody(fields, arms, autoArms, settings.domains().armsPerDomainMax());
        Map<String, Named> armFeatures = own.features();
        DomainSpec spec = new DomainSpec(
                domain,
                arms,
                autoArms,
                policy(fields, settings),
                reward(fields, settings.reward()),
                context(fields, settings, armFeatures),
                fields.read(
                        "decision_ttl_ms",
                        Keys.DECISION_TTL_MS.kind(),
                        settings.domains().decisionTtlMs()),
                armFeatures,
                own.likes());
        fields.refuseUnknown();
        return fields.orThrow(spec);
    }

    /** A domain about which nobody said anything. */
    public static DomainSpec byDefault(String domain, Settings settings) {
        return parse(domain, new JsonObject(), settings);
    }

    /** Every part spelled out, of the policy what was given; {@link #parse} reads it back to an equal specification. */
    public static JsonObject toJson(DomainSpec spec) {
        JsonObject json = new JsonObject()
                .put("arms", new JsonArray(new ArrayList<>(spec.arms())))
                .put("auto_arms", spec.autoArms())
                .put("policy", PolicyBody.toJson(spec.policy()))
                .put("reward", RewardBody.toJson(spec.reward()))
                .put("context", ContextBody.toJson(spec.context()))
                .put("decision_ttl_ms", spec.decisionTtlMs());
        return json.mergeIn(ArmsBody.toJson(spec));
    }

    /** What is allowed but probably not meant, one sentence each. */
    public static List<String> warnings(DomainSpec spec) {
        boolean blind = spec.reward().qualityWeight() == 0 && spec.arms().size() > 1;
        return blind
                ? List.of(
                        "domain '" + spec.domain() + "': the reward has no quality term: a fast, cheap, wrong arm wins;"
                                + " set quality_weight and report quality")
                : List.of();
    }

    private static List<String> arms(Fields fields, Settings settings) {
        Kind.Listing list = new Kind.Listing(0, settings.domains().armsPerDomainMax(), "arms (arms_per_domain_max)");
        Set<String> arms = fields.names("arms", "arm", list, Kind.Name.ARM);
        return List.copyOf(arms);
    }

    /** On where no arm is listed: such a domain learns its arms from the candidates, or it could never serve one. */
    private static boolean autoArms(Fields fields) {
        boolean nothingListed = fields.listsNothing("arms");
        boolean autoArms = fields.read("auto_arms", new Kind.Truth(), nothingListed);
        if (nothingListed && !autoArms) {
            fields.refuse("auto_arms", "auto_arms must be true where no arm is listed, got false: no arm could serve");
        }
        return autoArms;
    }

    private static PolicySpec policy(Fields fields, Settings settings) {
        return fields.section("policy")
                .map(PolicyBody::read)
                .orElse(settings.domains().policy());
    }

    private static RewardSettings reward(Fields fields, RewardSettings defaults) {
        return fields.section("reward")
                .map(section -> RewardBody.read(section, defaults))
                .orElse(defaults);
    }

    private static ContextSpec context(Fields fields, Settings settings, Map<String, Named> armFeatures) {
        int fallback = settings.domains().dimension();
        return fields.section("context")
                .map(section -> ContextBody.read(section, fallback, armFeatures))
                .orElse(new ContextSpec(fallback));
    }
}
