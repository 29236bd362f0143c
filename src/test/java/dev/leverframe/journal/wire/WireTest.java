package dev.leverframe.journal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.model.Change;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.ArmAdded;
import dev.leverframe.model.Snapshot;
import dev.leverframe.testing.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written is read again, to the last bit. */
class WireTest {
    private static final int SEEDS = 2_000;

    @Test
    void factsComeBackBitForBit() {
        Property.forAll(SEEDS, seed -> {
            List<Numbered> facts = new Anything(seed).facts();
            byte[] record = Wire.facts(facts);
            List<Numbered> read = Wire.readFacts(record);
            assertThat(read).isEqualTo(facts);
            // equals takes all NaNs for one
            assertThat(Wire.facts(read)).isEqualTo(record);
        });
    }

    @Test
    void factsOfARangeAreThoseWithinIt() {
        Property.forAll(SEEDS, seed -> {
            List<Numbered> facts = new Anything(seed).facts();
            Random random = new Random(seed);
            long last = facts.isEmpty() ? 0 : facts.get(facts.size() - 1).sequence();
            long from = last - random.nextInt(20);
            long through = from + random.nextInt(10);
            assertThat(Wire.readFacts(Wire.facts(facts), Math.max(0, from), through))
                    .isEqualTo(facts.stream()
                            .filter(fact -> fact.sequence() >= from && fact.sequence() <= through)
                            .toList());
        });
    }

    @Test
    void snapshotsComeBackBitForBit() {
        Property.forAll(SEEDS, seed -> {
            Kept kept = new Anything(seed).kept();
            byte[] record = Wire.snapshot(kept);
            Kept read = Wire.readSnapshot(record);
            assertThat(read).isEqualTo(kept);
            assertThat(Wire.snapshot(read)).isEqualTo(record);
        });
    }

    @Test
    void changesComeBack() {
        Property.forAll(SEEDS, seed -> {
            Change change = new Anything(seed).change();
            assertThat(Wire.readChange(Wire.change(change))).isEqualTo(change);
        });
    }

    /** Maps are made anew, in whatever order theirs is. */
    @Test
    void sameValueGivesTheSameBytes() {
        Property.forAll(SEEDS, seed -> {
            assertThat(Wire.facts(new Anything(seed).facts())).isEqualTo(Wire.facts(new Anything(seed).facts()));
            assertThat(Wire.snapshot(new Anything(seed).kept())).isEqualTo(Wire.snapshot(new Anything(seed).kept()));
        });
    }

    @Test
    void everyKindOfFactIsTried() {
        Set<Class<?>> tried = new HashSet<>();
        Property.forAll(200, seed -> tried.add(new Anything(seed).fact().getClass()));
        assertThat(tried).containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @Test
    void noFactsAreARecordToo() {
        assertThat(Wire.readFacts(Wire.facts(List.of()))).isEmpty();
    }

    @Test
    void numbersMustAscend() {
        Fact fact = new ArmAdded(1, "a");
        List<Numbered> twice = List.of(new Numbered(7, fact), new Numbered(7, fact));
        assertThatThrownBy(() -> Wire.facts(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 7 where 8 is next");
    }

    /** It has no UTF-8 form, and a commit must not fail for what a client sent. */
    @Test
    void halfASurrogatePairIsKeptAsAQuestionMark() {
        Fact sent = new ArmAdded(1, "a\ud83db");
        assertThat(Wire.readFacts(Wire.facts(List.of(new Numbered(1, sent)))))
                .containsExactly(new Numbered(1, new ArmAdded(1, "a?b")));
    }

    @Test
    void partsStandInEachOtherThirtyDeep() {
        Kept deep = new Kept(1, 1, "", nested(30));
        assertThat(Wire.readSnapshot(Wire.snapshot(deep))).isEqualTo(deep);
        assertThatThrownBy(() -> Wire.snapshot(new Kept(1, 1, "", nested(40))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 100 deep");
    }

    private static Snapshot nested(int depth) {
        Snapshot state = Snapshot.EMPTY;
        for (int i = 0; i < depth; i++) {
            state = Snapshot.builder().part("part", state).build();
        }
        return state;
    }
}
