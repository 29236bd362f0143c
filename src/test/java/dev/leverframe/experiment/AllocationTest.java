package dev.leverframe.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.ExperimentSpec;
import dev.leverframe.model.ExperimentSpec.Scheme;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.testing.StatisticsVectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AllocationTest {
    private static final int MOVEMENT_KEYS = 200_000;

    @Test
    void moduloEqualsTheTenVectors() {
        for (JsonObject vector : StatisticsVectors.objects(StatisticsVectors.array("hash"))) {
            assertVariants(vector, Scheme.MODULO, vector.getJsonObject("r10000_variant"));
            assertVariants(vector, Scheme.MODULO_RAW, vector.getJsonObject("raw_variant"));
        }
    }

    private static void assertVariants(JsonObject vector, Scheme scheme, JsonObject expected) {
        JsonArray fields = vector.getJsonArray("fields");
        for (String weights : expected.fieldNames()) {
            Allocation allocation =
                    Allocation.of(Specs.of(scheme, fields.getString(0), 10_000, Specs.weights(weights)));
            assertThat(allocation.variant(fields.getString(1), fields.getString(2)))
                    .as("%s %s %s", fields, scheme, weights)
                    .isEqualTo(expected.getInteger(weights));
        }
    }

    /** Lines such as {@code WRH user-1 w=[0.5, 0.5, 0.0] control:h=.. s=1.29 treatA:h=.. s=2.57 - -> control}. */
    @Test
    void rendezvousEqualsTheVectorsScores() {
        Pattern line = Pattern.compile("WRH (\\S+) w=\\[(.*)] (.*) -> (\\S+)");
        Pattern score = Pattern.compile("(\\w+):h=[0-9a-f]{16} s=([0-9.]+)");
        int lines = 0;
        for (Object raw : StatisticsVectors.array("hash_raw_lines")) {
            Matcher row = line.matcher((String) raw);
            if (row.matches()) {
                lines++;
                ExperimentSpec spec = Specs.of(Scheme.RENDEZVOUS, "exp-router-1", 10_000, Specs.weights(row.group(2)));
                RendezvousAllocation allocation = (RendezvousAllocation) Allocation.of(spec);
                assertThat(Specs.IDS.get(allocation.variant("analysis", row.group(1))))
                        .isEqualTo(row.group(4));
                score.matcher(row.group(3))
                        .results()
                        .forEach(s -> assertThat(
                                        allocation.score(Specs.IDS.indexOf(s.group(1)), "analysis", row.group(1)))
                                .isEqualTo(Double.parseDouble(s.group(2)), within(1e-14)));
            }
        }
        assertThat(lines).isEqualTo(15);
    }

    /** The largest remainders get what is left over, ties in configured order. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1,1,1          | 3334,3333,3333
                    50,30,30       | 4546,2727,2727
                    0.1,0.2,0.7    | 1000,2000,7000
                    1,0,5          | 1667,0,8333
                    1e-300,1e-300  | 5000,5000
                    """)
    void apportionsByLargestRemainder(String weights, String slots) {
        Allocation allocation = Allocation.of(Specs.of(Scheme.MODULO, "s", 10_000, Specs.weights(weights)));
        double[] expected = Specs.weights(slots);
        for (int v = 0; v < expected.length; v++) {
            assertThat(allocation.share(v)).isEqualTo(expected[v] / 10_000);
        }
    }

    @Test
    void sharesOfTheOtherSchemesAreTheWeights() {
        for (Scheme scheme : List.of(Scheme.MODULO_RAW, Scheme.RENDEZVOUS)) {
            Allocation allocation = Allocation.of(Specs.of(scheme, "s", 10_000, 1, 0, 2));
            assertThat(allocation.share(0)).isEqualTo(1.0 / 3);
            assertThat(allocation.share(1)).isZero();
            assertThat(allocation.share(2)).isEqualTo(2.0 / 3);
        }
    }

    /**
     * 10^6 keys over three variants, two degrees of freedom: chi-square exceeds 27.6 once in a million salts.
     */
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void spreadsUnitsAsTheSharesSay(Scheme scheme) {
        Allocation allocation = Allocation.of(Specs.of(scheme, "exp-router-1", 10_000, 80, 10, 10));
        long[] counts = new long[3];
        for (int i = 0; i < 1_000_000; i++) {
            counts[allocation.variant("analysis", "user-" + i)]++;
        }
        double chiSquare = 0;
        for (int v = 0; v < 3; v++) {
            double expected = 1_000_000 * allocation.share(v);
            chiSquare += (counts[v] - expected) * (counts[v] - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(27.6);
    }

    /** Four degrees of freedom: chi-square of the contingency table exceeds 33.4 once in a million pairs of salts. */
    @Test
    void experimentsWithDifferentSaltsAreIndependent() {
        Allocation one = Allocation.of(Specs.of(Scheme.MODULO, "one", 10_000, 1, 1, 1));
        Allocation two = Allocation.of(Specs.of(Scheme.MODULO, "two", 10_000, 1, 1, 1));
        double[][] table = new double[3][3];
        for (int i = 0; i < 200_000; i++) {
            table[one.variant("d", "user-" + i)][two.variant("d", "user-" + i)]++;
        }
        double chiSquare = 0;
        for (int v = 0; v < 3; v++) {
            for (int u = 0; u < 3; u++) {
                double expected = 200_000 * one.share(v) * two.share(u);
                chiSquare += (table[v][u] - expected) * (table[v][u] - expected) / expected;
            }
        }
        assertThat(chiSquare).isLessThan(33.4);
    }

    /**
     * Movement under a reweight against theory: the overlap of the slot ranges for modulo; one minus Moulton and
     * Jiang's stay probability ("Maximally consistent sampling and the Jaccard index of probability distributions",
     * 2018) for rendezvous. With 200,000 keys 0.005 is at least 4.4 standard errors: one salt in 100,000 would miss.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    50,50    | 60,40       | 0.1    | 0.1    | 0.1
                    50,50,0  | 40,40,20    | 0.3    | 0.3    | 0.2
                    50,50,0  | 100,100,100 | 0.6667 | 0.5    | 0.333333
                    50,50    | 100,100     | 0.5    | 0      | 0
                    50,30,20 | 50,30,30    | 0.6364 | 0.1181 | 0.072727
                    80,10,10 | 10,10,80    | 0.8    | 0.8    | 0.741176
                    """)
    void aReweightMovesWhatTheorySays(String before, String after, double raw, double modulo, double rendezvous) {
        assertThat(moved(Scheme.MODULO_RAW, before, after)).isEqualTo(raw, within(0.005));
        assertThat(moved(Scheme.MODULO, before, after)).isEqualTo(modulo, within(0.005));
        assertThat(moved(Scheme.RENDEZVOUS, before, after)).isEqualTo(rendezvous, within(0.005));
    }

    @Test
    void rendezvousMovesWhatVectorRendezvousStaySays() {
        JsonArray cases = StatisticsVectors.object("rendezvous_stay").getJsonArray("cases");
        for (JsonObject row : StatisticsVectors.objects(cases)) {
            double moved = moved(
                    Scheme.RENDEZVOUS,
                    StatisticsVectors.doubles(row.getJsonArray("w0")),
                    StatisticsVectors.doubles(row.getJsonArray("w1")));
            assertThat(moved).as(row.encode()).isEqualTo(row.getDouble("moved"), within(0.005));
        }
    }

    private static double moved(Scheme scheme, String before, String after) {
        return moved(scheme, Specs.weights(before), Specs.weights(after));
    }

    private static double moved(Scheme scheme, double[] before, double[] after) {
        Allocation old = Allocation.of(Specs.of(scheme, "exp-router-1", 10_000, before));
        Allocation now = Allocation.of(Specs.of(scheme, "exp-router-1", 10_000, after));
        int moved = 0;
        for (int i = 0; i < MOVEMENT_KEYS; i++) {
            String key = "user-" + i;
            moved += old.variant("analysis", key) == now.variant("analysis", key) ? 0 : 1;
        }
        return (double) moved / MOVEMENT_KEYS;
    }

    @Test
    void rendezvousMovesUnitsOnlyToTheVariantThatWasRaised() {
        Allocation old = Allocation.of(Specs.of(Scheme.RENDEZVOUS, "s", 10_000, 50, 30, 20));
        Allocation raised = Allocation.of(Specs.of(Scheme.RENDEZVOUS, "s", 10_000, 50, 45, 20));
        for (int i = 0; i < 50_000; i++) {
            int before = old.variant("d", "user-" + i);
            int after = raised.variant("d", "user-" + i);
            assertThat(after == before || after == 1)
                    .as("user-%d: %d to %d", i, before, after)
                    .isTrue();
        }
    }

    @Test
    void rendezvousDoesNotCareAboutTheOrderOfVariants() {
        List<Variant> variants = Specs.variants(Specs.IDS, 50, 30, 20);
        List<Variant> reversed = new ArrayList<>(variants);
        Collections.reverse(reversed);
        Allocation one = Allocation.of(Specs.of(Scheme.RENDEZVOUS, "s", 10_000, variants));
        Allocation two = Allocation.of(Specs.of(Scheme.RENDEZVOUS, "s", 10_000, reversed));
        for (int i = 0; i < 10_000; i++) {
            assertThat(one.variant("d", "user-" + i)).isEqualTo(2 - two.variant("d", "user-" + i));
        }
    }

    /** Weights so small that every score overflows to infinity: a tie. */
    @Test
    void rendezvousBreaksTiesByVariantId() {
        List<Variant> variants =
                Specs.variants(List.of("z", "m", "x"), Double.MIN_VALUE, Double.MIN_VALUE, Double.MIN_VALUE);
        Allocation allocation = Allocation.of(Specs.of(Scheme.RENDEZVOUS, "s", 10_000, variants));
        assertThat(allocation.variant("d", "user-1")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void theOnlyPositiveWeightGetsEverybody(Scheme scheme) {
        Allocation allocation = Allocation.of(Specs.of(scheme, "s", 10_000, 0, 7, 0));
        for (int i = 0; i < 10_000; i++) {
            assertThat(allocation.variant("d", "user-" + i)).isEqualTo(1);
        }
    }

    @Test
    void aUnitThatTakesPartStillDoesAtAnyWiderExposure() {
        int[] steps = {0, 1, 100, 500, 5000, 9999, 10_000};
        List<Allocation> wider =
                Arrays.stream(steps).mapToObj(AllocationTest::exposedTo).toList();
        for (int i = 0; i < 20_000; i++) {
            String key = "user-" + i;
            List<Boolean> exposed = wider.stream()
                    .map(allocation -> allocation.exposed("d", key))
                    .toList();
            assertThat(exposed).isSorted();
            assertThat(exposed.get(0)).isFalse();
            assertThat(exposed.get(steps.length - 1)).isTrue();
        }
    }

    /** 100,000 units at 5 %: 69 units of standard deviation, five of which are passed once in 1.7 million salts. */
    @Test
    void exposureTakesItsShareAndLeavesVariantsAlone() {
        Allocation five = exposedTo(500);
        Allocation all = exposedTo(10_000);
        int exposed = 0;
        for (int i = 0; i < 100_000; i++) {
            exposed += five.exposed("d", "user-" + i) ? 1 : 0;
            assertThat(five.variant("d", "user-" + i)).isEqualTo(all.variant("d", "user-" + i));
        }
        assertThat((double) exposed).isEqualTo(5000, within(345.0));
    }

    @Test
    void refusesWeightsThatCannotBeHonoured() {
        assertRefused("positive, finite sum, got 0.0", Scheme.RENDEZVOUS, 0, 0);
        assertRefused("positive, finite sum, got 0.0", Scheme.MODULO);
        assertRefused("positive, finite sum, got Infinity", Scheme.MODULO, 1e308, 1e308);
        assertRefused("0 or more, got -1.0 for variant 'treatA'", Scheme.MODULO, 1, -1);
        assertRefused("0 or more, got NaN for variant 'control'", Scheme.MODULO_RAW, Double.NaN, 1);
        assertRefused("got 0.5 for variant 'control'; use modulo", Scheme.MODULO_RAW, 0.5, 1);
        assertRefused("got 1.0E15 for variant 'treatA'", Scheme.MODULO_RAW, 1, 1e15);
    }

    @Test
    void aPositiveWeightWithoutASlotIsRefusedWithTheRemedy() {
        assertRefused("variant 'treatA' has weight 1.0, which is less than one of 10000 slots", Scheme.MODULO, 1e9, 1);
        assertThat(Allocation.of(Specs.of(Scheme.MODULO, "s", 1_000_000, 99_999, 1))
                        .share(1))
                .isEqualTo(1e-5);
    }

    private static void assertRefused(String message, Scheme scheme, double... weights) {
        ExperimentSpec spec = Specs.of(scheme, "s", 10_000, weights);
        assertThatThrownBy(() -> Allocation.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Allocation exposedTo(int bps) {
        return Allocation.of(Specs.exposed(bps, 1, 1, 1));
    }
}
