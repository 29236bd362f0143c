package dev.leverframe.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.wire.Anything;
import dev.leverframe.journal.wire.Wire;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Reason;
import dev.leverframe.testing.Property;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is packed comes out as it went in, and what is removed leaves nothing behind. */
class DecisionStoreTest {
    private static final int STEPS = 200;

    @Test
    void decisionsComeBackBitForBitWhileOthersComeAndGo() {
        Property.forAll(300, seed -> {
            Random random = new Random(seed);
            Anything anything = new Anything(seed);
            DecisionStore store = new DecisionStore();
            Deque<DecisionMade> expected = new ArrayDeque<>();
            for (int i = 0; i < STEPS; i++) {
                if (random.nextInt(5) < 3) {
                    DecisionMade made = anything.decisionMade();
                    expected.addLast(made);
                    assertThat(store.add(made)).isEqualTo(store.end() - 1);
                } else if (!expected.isEmpty()) {
                    expected.removeFirst();
                    store.removeFirst();
                }
                assertHolds(store, expected);
            }
            for (; !expected.isEmpty(); expected.removeFirst()) {
                store.removeFirst();
            }
            assertThat(store.bytes()).isZero();
            assertThat(store.shared()).isZero();
        });
    }

    private static void assertHolds(DecisionStore store, Deque<DecisionMade> expected) {
        assertThat(store.end() - store.first()).isEqualTo(expected.size());
        if (!expected.isEmpty()) {
            assertThat(record(store.get(store.first()))).isEqualTo(record(expected.getFirst()));
            assertThat(store.madeAtMs(store.first()))
                    .isEqualTo(expected.getFirst().atMs());
            assertThat(record(store.get(store.end() - 1))).isEqualTo(record(expected.getLast()));
            long found = store.find(expected.getFirst().decisionId());
            assertThat(store.get(found).decisionId())
                    .isEqualTo(expected.getFirst().decisionId());
        }
    }

    /** To the last bit: equals takes all NaNs for one. */
    private static byte[] record(DecisionMade made) {
        return Wire.facts(List.of(new Numbered(1, made)));
    }

    @Test
    void decisionIsFoundByItsIdUntilItIsRemoved() {
        DecisionStore store = new DecisionStore();
        for (int i = 0; i < 10_000; i++) {
            store.add(decision("d-" + i, i));
            if (i >= 1_000) {
                assertThat(store.find("d-" + (i - 1_000))).isEqualTo(i - 1_000);
                store.removeFirst();
                assertThat(store.find("d-" + (i - 1_000))).isEqualTo(-1);
            }
        }
        for (long position = store.first(); position < store.end(); position++) {
            assertThat(store.find("d-" + position)).isEqualTo(position);
        }
        assertThat(store.find("")).isEqualTo(-1);
        assertThat(store.find("d-漢")).isEqualTo(-1);
    }

    @Test
    void memoryIsCountedAndGivenBack() {
        DecisionStore store = new DecisionStore();
        store.add(decision("one", 1));
        long one = store.bytes();
        assertThat(store.bytes(0)).isEqualTo((int) one);
        store.add(decision("two", 2));
        assertThat(store.bytes()).isEqualTo(2 * one);
        store.removeFirst();
        store.removeFirst();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void sixteenNumbersAndTwoVariantsTakeLessThanHalfAKilobyte() {
        DecisionStore store = new DecisionStore();
        store.add(decision("01K5M3Z9V7T5X8K2M4N6P8Q0R2", 1));
        assertThat(store.bytes()).isLessThan(400);
    }

    @Test
    void whatIsNotHeldIsNotHandedOut() {
        DecisionStore store = new DecisionStore();
        store.add(decision("gone", 1));
        store.removeFirst();
        assertThatThrownBy(() -> store.get(0)).hasMessage("a position must be in [1, 1), got 0");
        assertThatThrownBy(store::removeFirst).hasMessage("a position must be in [1, 1), got 1");
    }

    private static DecisionMade decision(String id, double x) {
        double[] vector = new double[15];
        Arrays.fill(vector, x + 0.25);
        double[] features = new double[16];
        Arrays.fill(features, x + 0.25);
        features[0] = 1;
        Distribution behaviour = Distribution.of(0.1, 0.2, 0.3, 0.4);
        return new DecisionMade(
                1_790_000_000_000L,
                id,
                null,
                null,
                List.of("a", "b", "c", "d"),
                new Context.Vector(vector),
                FeatureVector.dense(features),
                "1-abc",
                2,
                behaviour,
                1e-9,
                "thompson",
                Reason.SHADOW,
                null,
                "watched",
                null,
                Phase.SHADOW,
                List.of(new Proposals(
                        "watched",
                        1,
                        1,
                        Phase.SHADOW,
                        null,
                        List.of(
                                new Proposal("control", 0.5, "thompson", behaviour, null),
                                new Proposal(
                                        "linear", 0.5, "lin_ts_diag", Distribution.of(0.4, 0.3, 0.2, 0.1), null)))));
    }
}
