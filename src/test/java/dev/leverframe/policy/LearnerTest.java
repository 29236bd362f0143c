package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FallbackCause;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Flags;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LearnerTest {
    private static final Candidates TWO = Candidates.sharing(FeatureVector.CONSTANT, 0, 0, 1);

    private final Fragile fragile = new Fragile();
    private final Learner learner =
            new Learner(PolicySpec.of(PolicyType.UCB1), () -> fragile.policy = fragile.new Counting());

    private void learn(int times) {
        for (int i = 0; i < times; i++) {
            learner.learn(new Observation("d", FeatureVector.CONSTANT, 0, 0.5, 0));
        }
    }

    private void breakNow() {
        fragile.flawed = true;
        learn(1);
        fragile.flawed = false;
    }

    private Learner.Attempt attempt() {
        return learner.attempt(Flags.OFF, TWO);
    }

    private double learned() {
        return learner.memory().number("learned", 0);
    }

    @Test
    void aSoundPolicyServesWithoutACause() {
        learn(200);
        assertThat(attempt().distribution()).isNotNull();
        assertThat(attempt().cause()).isNull();
        assertThat(learner.breaks()).isZero();
    }

    @Test
    void aFlawTakesItBackToWhatWasRememberedLast() {
        learn(Learner.REMEMBERED_EVERY + 10);
        breakNow();
        assertThat(learned()).isEqualTo(Learner.REMEMBERED_EVERY);
        assertThat(attempt().distribution()).isNotNull();
        assertThat(attempt().cause()).isEqualTo(FallbackCause.POLICY_STATE);
        assertThat(learner.quarantined()).isTrue();
        assertThat(learner.flaw()).contains("flawed");
    }

    @Test
    void beforeAnythingWasRememberedItStartsOver() {
        learn(Learner.REMEMBERED_EVERY - 1);
        breakNow();
        assertThat(learned()).isZero();
        assertThat(attempt().distribution()).isNotNull();
    }

    @Test
    void afterEnoughSoundObservationsItIsHealed() {
        breakNow();
        learn(Learner.HEALED_AFTER - 1);
        assertThat(attempt().cause()).isEqualTo(FallbackCause.POLICY_STATE);
        learn(1);
        assertThat(attempt().cause()).isNull();
        assertThat(learner.quarantined()).isFalse();
        assertThat(learner.breaks()).isEqualTo(1);
        assertThat(learned()).isEqualTo(Learner.HEALED_AFTER);
    }

    @Test
    void anExceptionIsAFlawToo() {
        fragile.throwing = true;
        learn(1);
        fragile.throwing = false;
        assertThat(learner.quarantined()).isTrue();
        assertThat(learner.flaw()).contains("threw");
    }

    @Test
    void atTheThirdBreakItIsGivenUp() {
        for (int i = 0; i < Learner.BREAKS_MAX; i++) {
            assertThat(learner.givenUp()).isFalse();
            breakNow();
            learn(Learner.HEALED_AFTER);
        }
        assertThat(learner.givenUp()).isTrue();
        assertThat(attempt().distribution()).isNull();
        assertThat(attempt().cause()).isEqualTo(FallbackCause.POLICY_STATE);
    }

    @Test
    void withoutAUsableDistributionWhatWasRememberedServesAndNothingChanges() {
        fragile.speechless = Objects.requireNonNull(fragile.policy, "made by the learner");
        Memory before = learner.memory();
        assertThat(attempt().distribution()).isNotNull();
        assertThat(attempt().cause()).isEqualTo(FallbackCause.POLICY_STATE);
        assertThat(learner.quarantined()).as("only a fact changes the state").isFalse();
        assertThat(learner.memory()).isEqualTo(before);
        learner.fellBack();
        assertThat(learner.quarantined()).isTrue();
        learner.fellBack();
        assertThat(learner.breaks()).as("in quarantine already").isEqualTo(1);
    }

    @Test
    void pullsInFlightSurviveARestoreAndTheirEndsToo() {
        learner.pulled(0);
        learner.pulled(1);
        learn(Learner.REMEMBERED_EVERY);
        learner.settled(0);
        learner.pulled(1);
        breakNow();
        assertThat(learner.memory().get("in_flight")).containsExactly(0, 2);
    }

    @Test
    void aMemoryThatNobodyCanHaveLearnedQuarantines() {
        learn(Learner.REMEMBERED_EVERY);
        learner.restore(Memory.builder().put("learned", 1.0, 2.0).build());
        assertThat(learner.quarantined()).isTrue();
        assertThat(learned()).isEqualTo(Learner.REMEMBERED_EVERY);
    }

    @Test
    void aLargePolicyIsRememberedLessOften() {
        fragile.padding = 100 * Learner.REMEMBERED_EVERY;
        learn(Learner.REMEMBERED_EVERY);
        int remembered = fragile.remembered;
        learn(99);
        assertThat(fragile.remembered).isEqualTo(remembered);
        learn(2);
        assertThat(fragile.remembered).isEqualTo(remembered + 1);
    }

    /** What the test and the policies that the learner makes have in common. */
    private static final class Fragile {
        boolean flawed;
        boolean throwing;

        @Nullable
        Counting policy;

        @Nullable
        Counting speechless;

        int padding;
        int remembered;

        /** Counts what it learned. */
        final class Counting implements Policy {
            private double learned;
            private long[] inFlight = {0, 0};

            @Override
            public Distribution distribution(Candidates candidates) {
                return this == speechless ? Distribution.of(Double.NaN) : Distribution.uniform(candidates.size());
            }

            @Override
            public double[] scores(Candidates candidates) {
                return new double[candidates.size()];
            }

            @Override
            public void learn(Observation observation) {
                if (throwing) {
                    throw new IllegalStateException("threw");
                }
                learned++;
            }

            @Override
            public void pulled(int arm) {
                inFlight[arm]++;
            }

            @Override
            public void settled(int arm) {
                inFlight[arm]--;
            }

            @Override
            public Memory memory() {
                remembered++;
                return Memory.builder()
                        .put("learned", learned)
                        .put("in_flight", inFlight)
                        .put("padding", new double[padding])
                        .build();
            }

            @Override
            public void restore(Memory memory) {
                learned = memory.number("learned", 0);
                inFlight = Flaws.counts(memory, "in_flight");
            }

            @Override
            public Optional<String> flaw(int arm) {
                return flawed ? Optional.of("flawed") : Optional.empty();
            }
        }
    }
}
