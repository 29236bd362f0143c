package dev.leverframe.domain;

import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.DomainStats.Broken;
import dev.leverframe.model.DomainStats.Health;
import dev.leverframe.policy.Learner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the policies of a domain whose state ever broke: the core policy, the reserve, and the variants. */
final class BrokenPolicies {
    private final List<Broken> found = new ArrayList<>();

    private BrokenPolicies() {}

    static List<Broken> of(Knowledge knowledge) {
        BrokenPolicies policies = new BrokenPolicies();
        policies.look(null, null, knowledge.core());
        policies.look(null, null, knowledge.reserve);
        for (ExperimentState experiment : knowledge.experiments()) {
            String name = experiment.spec().experiment();
            experiment
                    .spec()
                    .variants()
                    .forEach(each -> policies.look(name, each.variant(), experiment.learner(each.variant())));
        }
        return policies.found;
    }

    private void look(@Nullable String experiment, @Nullable String variant, Learner learner) {
        if (learner.breaks() > 0) {
            String flaw = learner.flaw().orElse("");
            found.add(new Broken(experiment, variant, learner.type(), learner.breaks(), health(learner), flaw));
        }
    }

    private static Health health(Learner learner) {
        if (learner.givenUp()) {
            return Health.GIVEN_UP;
        }
        return learner.quarantined() ? Health.QUARANTINED : Health.HEALED;
    }
}
