package dev.leverframe.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.UnitMoves;
import dev.leverframe.model.UnitMoves.Move;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against a table of another implementation that hashed 200,000 keys under both schemes, and counted; and the closed form for
 * rendezvous hashing, 1 less the sum over i of 1 / sum over j of max(w_j / w_i, w'_j / w'_i).
 */
class PreviewTest {
    private static final String TABLE = """
        before   | after       | raw    | slots  | rendezvous
        50,50    | 60,40       | 0.1005 | 0.1006 | 0.100000
        50,50,0  | 40,40,20    | 0.2999 | 0.2987 | 0.200000
        50,50,0  | 100,100,100 | 0.6667 | 0.4993 | 0.333333
        50,50    | 100,100     | 0.5008 | 0      | 0
        50,30,20 | 50,30,30    | 0.6362 | 0.1176 | 0.072727
        80,10,10 | 10,10,80    | 0.8009 | 0.8019 | 0.741176
        """;

    /** The table's standard error is at most 0.0011, and ours is none: five of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = TABLE)
    void slotsMoveWhatTheTableSaysExactly(String before, String after, double raw, double slots, double rendezvous) {
        assertThat(moves(Scheme.MODULO_RAW, before, after).moved()).isCloseTo(raw, within(0.0056));
        assertThat(moves(Scheme.MODULO, before, after).moved()).isCloseTo(slots, within(0.0056));
        assertThat(moves(Scheme.MODULO, before, after).exact()).isTrue();
        assertThat(moves(Scheme.MODULO_RAW, before, after).exact()).isTrue();
    }

    /** 20,000 keys: a standard error of at most 0.0035, and five of them; the keys are the same each time. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = TABLE)
    void rendezvousMovesWhatTheClosedFormSays(
            String before, String after, double raw, double slots, double rendezvous) {
        UnitMoves moves = moves(Scheme.RENDEZVOUS, before, after);
        assertThat(moves.moved()).isCloseTo(rendezvous, within(0.0177));
        assertThat(moves.exact()).isFalse();
        assertThat(moves.units()).isEqualTo(Preview.SAMPLE);
    }

    @Test
    void movesAreByPairOfVariantsTheLargestFirst() {
        assertThat(moves(Scheme.MODULO, "80,10,10", "10,10,80").moves())
                .containsExactly(
                        new Move("control", "treatB", 0.6),
                        new Move("control", "treatA", 0.1),
                        new Move("treatA", "treatB", 0.1));
        assertThat(moves(Scheme.MODULO, "50,50", "60,40").moves()).containsExactly(new Move("treatA", "control", 0.1));
        assertThat(moves(Scheme.MODULO, "50,50", "100,100").moves()).isEmpty();
    }

    /** The slots of a variant that keeps its name are its own wherever it stands. */
    @Test
    void variantsAreToldApartByName() {
        ExperimentSpec before = Specs.of(Scheme.MODULO, "s", 10_000, Specs.variants(List.of("a", "b"), 1, 1));
        ExperimentSpec after = Specs.of(Scheme.MODULO, "s", 10_000, Specs.variants(List.of("b", "a"), 1, 1));
        assertThat(Preview.of("d", before, after).moved()).isEqualTo(1);
    }

    @Test
    void anotherSaltDrawsEverybodyAnew() {
        ExperimentSpec before = Specs.of(Scheme.MODULO, "s", 10_000, 50, 50);
        ExperimentSpec after = Specs.of(Scheme.MODULO, "t", 10_000, 50, 50);
        UnitMoves moves = Preview.of("d", before, after);
        assertThat(moves.exact()).isFalse();
        assertThat(moves.moved()).isCloseTo(0.5, within(0.0177));
    }

    @Test
    void aFinerResolutionMovesFewAndIsCountedExactly() {
        ExperimentSpec before = Specs.of(Scheme.MODULO, "s", 10_000, 50, 50);
        ExperimentSpec after = Specs.of(Scheme.MODULO, "s", 1_000_000, 50, 50);
        UnitMoves moves = Preview.of("d", before, after);
        assertThat(moves.exact()).isTrue();
        assertThat(moves.units()).isEqualTo(1_000_000);
        assertThat(moves.moved()).isEqualTo(0.5);
    }

    @Test
    void exposureAddsUnitsAndMovesNobody() {
        UnitMoves wider = Preview.of("d", Specs.exposed(100, 50, 50), Specs.exposed(500, 50, 50));
        assertThat(wider.moved()).isZero();
        assertThat(List.of(wider.exposedFrom(), wider.exposedTo(), wider.joining(), wider.leaving()))
                .containsExactly(0.01, 0.05, 0.04, 0.0);
        UnitMoves narrower = Preview.of("d", Specs.exposed(500, 50, 50), Specs.exposed(0, 50, 50));
        assertThat(narrower.leaving()).isEqualTo(0.05);
    }

    @Test
    void previewsWhatTheAllocationDoes() {
        ExperimentSpec before = Specs.of(Scheme.MODULO, "s", 10_000, 50, 30, 20);
        ExperimentSpec after = Specs.of(Scheme.MODULO, "s", 10_000, 20, 30, 50);
        Allocation from = Allocation.of(before);
        Allocation to = Allocation.of(after);
        int moved = 0;
        for (int i = 0; i < 100_000; i++) {
            moved += from.variant("d", "user-" + i) == to.variant("d", "user-" + i) ? 0 : 1;
        }
        // a standard error of at most 0.0016, and five of them
        assertThat(Preview.of("d", before, after).moved()).isCloseTo(moved / 1e5, within(0.008));
    }

    @Test
    void whatCannotBeAllocatedIsRefused() {
        ExperimentSpec before = Specs.of(Scheme.MODULO, "s", 10_000, 50, 50);
        ExperimentSpec after = Specs.of(Scheme.MODULO, "s", 10_000, 1e8, 1);
        assertThatThrownBy(() -> Preview.of("d", before, after))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("raise its weight or the resolution");
    }

    private static UnitMoves moves(Scheme scheme, String before, String after) {
        return Preview.of(
                "analysis",
                Specs.of(scheme, "s", 10_000, Specs.weights(before)),
                Specs.of(scheme, "s", 10_000, Specs.weights(after)));
    }
}
