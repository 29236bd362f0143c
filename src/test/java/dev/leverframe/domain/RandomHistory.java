package dev.leverframe.domain;

import dev.leverframe.experiment.ExperimentState;
import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainSpec;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Outcome;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whatever can happen to a domain, in any order, told by a seed; and reading in between, which must change nothing. */
final class RandomHistory {
    private static final Limits SMALL = new Limits(12, 12, 64, 3, 40, 2);

    final List<Fact> facts = new ArrayList<>();
    final Limits limits;
    final DomainState state;
    private final Random random;
    private final RandomSpecs specs;
    private final List<String> decisions = new ArrayList<>();
    private final double hugeShare;
    /** Steps are drawn from this number on; those before it change how the domain is set up. */
    private final int firstStep;

    private long nowMs = 1_000_000;
    private int count;

    RandomHistory(long seed) {
        random = new Random(seed);
        specs = new RandomSpecs(random);
        limits = random.nextInt(3) > 0 ? SMALL : Limits.DEFAULT;
        hugeShare = random.nextInt(3) == 0 ? 0.1 * Math.pow(random.nextDouble(), 3) : 0;
        firstStep = random.nextBoolean() ? 7 : 0;
        DomainSpec spec = specs.domain(hugeShare > 0 && firstStep > 0 ? specs.fragile() : specs.policy());
        state = DomainState.create(spec, limits, facts::add, nowMs);
        flags(new Flags(true, true));
    }

    RandomHistory live(int steps) {
        for (int i = 0; i < steps; i++) {
            nowMs += random.nextInt(20);
            step();
        }
        return this;
    }

    private void step() {
        switch (random.nextInt(firstStep, 60)) {
            case 0 -> flags(new Flags(random.nextInt(4) > 0, random.nextInt(4) > 0));
            case 1 -> reconfigure();
            case 2, 3 -> state.changes().configure(specs.experiment(), nowMs);
            case 4, 5 -> changePhase();
            case 6 -> anyExperiment(experiment -> state.changes().deleteExperiment(experiment, nowMs));
            case 7, 8 -> state.expire(nowMs);
            case 9 -> nowMs += random.nextInt(3_000);
            case 10, 11 -> state.importReward("i" + count++, specs.context(), arm(), reward(), nowMs);
            case 12 -> state.record(new Outcome(null, arm(), outcomeId(), reward(), null), nowMs);
            case 13 -> look();
            case 14, 15 -> state.judge(nowMs);
            case 16 ->
                anyExperiment(experiment -> state.changes().configure(specs.reweighed(experiment.spec()), nowMs));
            default -> serve();
        }
    }

    private void flags(Flags flags) {
        state.changes().flags(flags, nowMs);
    }

    /** Another specification altogether, or one that differs in a little. */
    private void reconfigure() {
        DomainSpec next = specs.domain();
        DomainSpec last = state.spec();
        state.changes()
                .configure(
                        switch (random.nextInt(4)) {
                            case 0 -> next;
                            case 1 -> last.withArms(next.arms());
                            case 2 -> with(last, next.context(), last);
                            default -> with(next, last.context(), last);
                        },
                        nowMs);
    }

    private static DomainSpec with(DomainSpec rest, DomainSpec.ContextSpec context, DomainSpec policyOf) {
        return new DomainSpec(
                rest.domain(),
                rest.arms(),
                rest.autoArms(),
                policyOf.policy(),
                rest.reward(),
                context,
                rest.decisionTtlMs(),
                rest.armFeatures(),
                rest.armLike());
    }

    private void changePhase() {
        Phase next = specs.one(List.of(Phase.ACTIVE, Phase.ACTIVE, Phase.SHADOW, Phase.STOPPED));
        anyExperiment(experiment -> state.changes().changePhase(experiment, next, "random", nowMs));
    }

    private void anyExperiment(Consumer<ExperimentState> action) {
        if (!state.experiments().isEmpty()) {
            action.accept(specs.one(state.experiments()));
        }
    }

    private void look() {
        state.stats();
        state.stats("tenant1");
        state.snapshot();
        state.experiments().forEach(each -> state.report(each.spec().experiment(), nowMs));
        facts.stream()
                .filter(DecisionMade.class::isInstance)
                .skip(random.nextInt(1 + decisions.size()))
                .findFirst()
                .ifPresent(fact -> state.redecide((DecisionMade) fact));
    }

    private void serve() {
        String id = random.nextInt(30) == 0 && !decisions.isEmpty() ? specs.one(decisions) : "d" + count++;
        Select select = new Select(
                id,
                random.nextInt(3) > 0 ? List.of() : candidates(),
                random.nextDouble() < hugeShare ? specs.hugeContext() : specs.context(),
                random.nextBoolean() ? "user" + random.nextInt(9) : null,
                random.nextInt(3) == 0 ? "tenant" + random.nextInt(5) : null,
                random.nextInt(5) == 0);
        if (state.select(select, nowMs) instanceof Decision) {
            decisions.add(id);
        }
        for (int i = random.nextInt(3); i > 0 && !decisions.isEmpty(); i--) {
            outcome();
        }
    }

    private List<String> candidates() {
        return RandomSpecs.NAMES.stream().filter(name -> random.nextInt(3) > 0).toList();
    }

    /** Of a recent decision mostly, which may have had one already; of an old one, or of none that ever was. */
    private void outcome() {
        int back = random.nextInt(20) == 0 ? random.nextInt(decisions.size()) : random.nextInt(4);
        String id = random.nextInt(40) == 0 ? "nobody" : decisions.get(Math.max(0, decisions.size() - 1 - back));
        Outcome.Components components = random.nextInt(4) > 0
                ? null
                : new Outcome.Components(
                        2_000 * random.nextDouble(),
                        random.nextBoolean() ? 0.01 * random.nextDouble() : null,
                        random.nextDouble(),
                        random.nextInt(5) == 0);
        state.record(new Outcome(id, null, outcomeId(), components == null ? reward() : null, components), nowMs);
    }

    private @Nullable String outcomeId() {
        return random.nextBoolean() ? "o" + random.nextInt(400) : null;
    }

    private Double reward() {
        return random.nextBoolean() ? (double) random.nextInt(2) : random.nextDouble();
    }

    private String arm() {
        return specs.one(RandomSpecs.NAMES);
    }
}
