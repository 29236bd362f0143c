package dev.leverframe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Decision;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.DomainStats.Health;
import dev.leverframe.model.DomainStats.VariantStats;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Phase;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Reason;
import dev.leverframe.policy.Learner;
import dev.leverframe.policy.Memory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the state of a policy breaks, decisions go on, and say so. */
class BrokenStateTest {
    private static final double[] BAD = {Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e308};

    static List<PolicySpec> specs() {
        return Stream.concat(
                        Arrays.stream(PolicyType.values()).map(PolicySpec::of),
                        Stream.of(
                                PolicySpec.of(PolicyType.THOMPSON).with("half_life_s", 60),
                                PolicySpec.of(PolicyType.GAUSSIAN_THOMPSON).with("window_s", 60),
                                PolicySpec.of(PolicyType.KL_UCB).with("half_life_s", 60),
                                PolicySpec.of(PolicyType.SQUARE_CB).with("half_life_s", 60),
                                PolicySpec.of(PolicyType.LIN_TS_FULL).with("half_life_s", 60),
                                PolicySpec.of(PolicyType.LIN_TS_FULL).with("window_s", 60),
                                PolicySpec.of(PolicyType.LIN_TS_DIAG).with("half_life_s", 60)))
                .toList();
    }

    private static DomainFixture lived(PolicySpec core) {
        DomainFixture domain = new DomainFixture(DomainFixture.spec(core), Limits.DEFAULT).withFlags();
        domain.live(80, 1);
        return domain;
    }

    /** Every decision comes, from the policy itself or as a fallback, and after a while nobody is in quarantine. */
    private static void assertServes(DomainFixture domain, String what) {
        for (int i = 0; i < 130; i++) {
            Decision decision = domain.select("after-" + i);
            assertThat(decision.propensity()).as(what).isGreaterThan(0).isLessThanOrEqualTo(1);
            assertThat(decision.reason()).as(what).isIn(Reason.CORE_POLICY, Reason.FALLBACK);
            domain.reward("after-" + i, 0.5);
        }
        assertThat(domain.state.stats().quarantines()).as(what).isLessThan(3);
        assertThat(domain.state.stats().quarantined()).as(what).isZero();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aMemoryBrokenInAnyWayIsServedAround(PolicySpec spec) {
        List<String> names = new ArrayList<>();
        lived(spec).state.knowledge().core().memory().forEach((name, array) -> names.add(name));
        for (String name : names) {
            for (double bad : BAD) {
                DomainFixture domain = lived(spec);
                Learner core = domain.state.knowledge().core();
                int length = core.memory().get(name).length;
                core.restore(changed(core.memory(), name, filled(length, bad)));
                assertThat(core.quarantined() || length == 0 || !Double.isNaN(bad))
                        .as(name + " is NaN")
                        .isTrue();
                assertServes(domain, name + " is " + bad);
            }
            DomainFixture domain = lived(spec);
            Learner core = domain.state.knowledge().core();
            double[] array = core.memory().get(name);
            core.restore(changed(core.memory(), name, Arrays.copyOf(array, array.length / 2)));
            assertServes(domain, name + " is truncated");
        }
    }

    private static Memory changed(Memory memory, String changed, double[] array) {
        Memory.Builder builder = Memory.builder();
        memory.forEach((name, kept) -> builder.put(name, name.equals(changed) ? array : kept));
        return builder.build();
    }

    private static double[] filled(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }

    /** Past every check at the door: the live numbers themselves, wherever the policy keeps them. */
    @ParameterizedTest
    @MethodSource("specs")
    void liveNumbersBrokenInAnyWayAreServedAround(PolicySpec spec) throws IllegalAccessException {
        int places = new Numbers(lived(spec).state.knowledge().core()).found.size();
        assertThat(places).isPositive();
        for (int i = 0; i < places; i++) {
            for (double bad : BAD) {
                DomainFixture domain = lived(spec);
                Place place = new Numbers(domain.state.knowledge().core()).found.get(i);
                place.set(bad);
                assertServes(domain, place.name() + " is " + bad);
            }
        }
    }

    /** Numbers of one field. */
    private record Place(String name, DoubleConsumer setter) {
        void set(double value) {
            setter.accept(value);
        }
    }

    /** The numbers that are reachable from a live policy, what its learner remembers apart. */
    private static final class Numbers {
        final List<Place> found = new ArrayList<>();
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

        Numbers(Learner learner) throws IllegalAccessException {
            for (Field field : Learner.class.getDeclaredFields()) {
                if (field.getName().equals("policy")) {
                    field.setAccessible(true);
                    collect("policy", field.get(learner));
                }
            }
        }

        private void collect(String name, Object from) throws IllegalAccessException {
            if (from == null || !seen.add(from)) {
                return;
            }
            if (from instanceof double[] doubles) {
                found.add(new Place(name, value -> Arrays.fill(doubles, value)));
            } else if (from instanceof long[] longs) {
                found.add(new Place(name, value -> Arrays.fill(longs, (long) value)));
            } else if (from instanceof Object[] many) {
                collectAll(name, Arrays.asList(many));
            } else if (from instanceof List<?> many) {
                collectAll(name, many);
            } else if (from.getClass().getPackageName().equals(Learner.class.getPackageName())) {
                collectFields(name, from);
            }
        }

        private void collectAll(String name, List<?> many) throws IllegalAccessException {
            for (Object each : many) {
                collect(name, each);
            }
        }

        private void collectFields(String name, Object from) throws IllegalAccessException {
            for (Field field : fields(from.getClass())) {
                boolean own = !Modifier.isStatic(field.getModifiers());
                boolean constant = Modifier.isFinal(field.getModifiers());
                if (own && !(constant && field.getType().isPrimitive())) {
                    field.setAccessible(true);
                    collectField(name + "." + field.getName(), field, from);
                }
            }
        }

        private static List<Field> fields(Class<?> type) {
            List<Field> fields = new ArrayList<>(Arrays.asList(type.getDeclaredFields()));
            if (type.getSuperclass() != Object.class) {
                fields.addAll(fields(type.getSuperclass()));
            }
            return fields;
        }

        private void collectField(String name, Field field, Object from) throws IllegalAccessException {
            if (field.getType() == double.class) {
                found.add(new Place(name, value -> set(() -> field.setDouble(from, value))));
            } else if (field.getType() == long.class) {
                found.add(new Place(name, value -> set(() -> field.setLong(from, (long) value))));
            } else if (!field.getType().isPrimitive()) {
                collect(name, field.get(from));
            }
        }

        private static void set(Access access) {
            try {
                access.run();
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private interface Access {
            void run() throws IllegalAccessException;
        }
    }

    @Test
    void aBrokenVariantServesFromItsLastGoodStateAndIsNotValuedUntilItHealed() {
        DomainFixture domain = new DomainFixture(PolicyType.UCB1)
                .withFlags()
                .withExperiment(
                        DomainFixture.experiment("e", PolicyType.EPSILON_GREEDY, PolicyType.THOMPSON), Phase.ACTIVE);
        domain.live(400, 5);
        Learner treatment = Objects.requireNonNull(domain.state.experiment("e")).learner("treatment");
        treatment.restore(changed(treatment.memory(), "successes", filled(3, -5)));
        DomainStats before = domain.state.stats();
        assertThat(before.broken()).singleElement().satisfies(broken -> {
            assertThat(broken.variant()).isEqualTo("treatment");
            assertThat(broken.health()).isEqualTo(Health.QUARANTINED);
            assertThat(broken.flaw()).contains("successes");
        });
        int served = serveTreatmentUntilHealed(domain, treatment);
        assertThat(served).isEqualTo(64);
        VariantStats after = variant(domain.state.stats());
        assertThat(after.realised().n()).isEqualTo(variant(before).realised().n());
        assertThat(domain.state.stats().counts().fallbacks()).containsEntry(FallbackCause.POLICY_STATE, 64L);
        assertThat(domain.state.stats().broken().get(0).health()).isEqualTo(Health.HEALED);
    }

    private static int serveTreatmentUntilHealed(DomainFixture domain, Learner treatment) {
        int served = 0;
        for (int i = 0; treatment.quarantined(); i++) {
            Decision decision = domain.select("healing-" + i);
            if ("treatment".equals(decision.variant())) {
                assertThat(decision.reason()).isEqualTo(Reason.FALLBACK);
                assertThat(decision.fallbackCause()).isEqualTo(FallbackCause.POLICY_STATE);
                assertThat(decision.policy()).isEqualTo("thompson");
                served++;
            }
            domain.reward("healing-" + i, 0.5);
        }
        return served;
    }

    private static VariantStats variant(DomainStats stats) {
        return stats.experiments().get(0).variants().get(1);
    }

    @Test
    void aPolicyThatIsGivenUpLeavesItsDecisionsToTheReserve() {
        DomainFixture domain = lived(PolicySpec.of(PolicyType.THOMPSON));
        Learner core = domain.state.knowledge().core();
        for (int i = 0; i < 3; i++) {
            core.restore(changed(core.memory(), "failures", filled(3, Double.NaN)));
        }
        Decision decision = domain.select("after");
        assertThat(decision.reason()).isEqualTo(Reason.FALLBACK);
        assertThat(decision.policy()).isEqualTo("epsilon_greedy");
        assertThat(domain.state.stats().broken().get(0).health()).isEqualTo(Health.GIVEN_UP);
    }
}
