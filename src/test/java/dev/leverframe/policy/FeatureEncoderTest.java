package dev.leverframe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leverframe.model.Context;
import dev.leverframe.model.Context.Category;
import dev.leverframe.model.Context.Feature;
import dev.leverframe.model.Context.Flag;
import dev.leverframe.model.Context.Named;
import dev.leverframe.model.Context.Numeric;
import dev.leverframe.model.Context.Vector;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.StableHash;
import dev.leverframe.testing.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureEncoderTest {
    private final FeatureEncoder encoder = new FeatureEncoder(64);

    private static Named named(Feature... features) {
        return new Named(List.of(features));
    }

    private static double at(FeatureVector x, int position) {
        for (int i = 0; i < x.size(); i++) {
            if (x.position(i) == position) {
                return x.value(i);
            }
        }
        return 0;
    }

    private static int bucket(long hash) {
        return 1 + (int) Long.remainderUnsigned(hash, 63);
    }

    private static int sign(long hash) {
        return hash < 0 ? -1 : 1;
    }

    @Test
    void noContextIsTheConstant() {
        assertThat(encoder.encode(Context.NONE)).isEqualTo(FeatureVector.CONSTANT);
    }

    @Test
    void aVectorFollowsTheConstantAsItWasSent() {
        assertThat(encoder.encode(new Vector(0.5, 0, -7)))
                .isEqualTo(FeatureVector.of(new int[] {0, 1, 3}, new double[] {1, 0.5, -7}));
    }

    @Test
    void aVectorLongerThanTheDimensionIsRefused() {
        assertThat(encoder.encode(new Vector(new double[63])).size()).isEqualTo(1);
        assertThatThrownBy(() -> encoder.encode(new Vector(new double[64])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a context vector may have at most 63 entries, got 64");
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        assertThatThrownBy(() -> encoder.encode(new Vector(Double.NaN))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> encoder.observe(named(new Numeric("n", Double.POSITIVE_INFINITY))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the number 'n' must be finite, got Infinity");
    }

    @Test
    void aCategorySetsTheBucketOfItsNameAndValue() {
        long hash = StableHash.of("category", "lang", "de");
        FeatureVector x = encoder.encode(named(new Category("lang", "de")));
        assertThat(x.size()).isEqualTo(2);
        assertThat(at(x, 0)).isEqualTo(1);
        assertThat(at(x, bucket(hash))).isEqualTo(sign(hash));
    }

    @Test
    void aFlagTurnsItsSignWithItsValue() {
        long hash = StableHash.of("flag", "code");
        assertThat(at(encoder.encode(named(new Flag("code", true))), bucket(hash)))
                .isEqualTo(sign(hash));
        assertThat(at(encoder.encode(named(new Flag("code", false))), bucket(hash)))
                .isEqualTo(-sign(hash));
    }

    @Test
    void aNumberIsStandardisedByWhatWasObserved() {
        for (double value : new double[] {10, 20, 30}) {
            encoder.observe(named(new Numeric("tokens", value)));
        }
        long hash = StableHash.of("numeric", "tokens");
        assertThat(at(encoder.encode(named(new Numeric("tokens", 25))), bucket(hash)))
                .isCloseTo(sign(hash) * 0.5, within(1e-12));
        assertThat(at(encoder.encode(named(new Numeric("tokens", 1e9))), bucket(hash)))
                .isEqualTo(3 * sign(hash));
    }

    @Test
    void anAbsurdNumberDoesNotTakeTheFeatureFromEverybody() {
        for (int i = 0; i < 100; i++) {
            encoder.observe(named(new Numeric("tokens", i)));
        }
        for (double absurd : new double[] {1e308, -1e308, Double.MAX_VALUE}) {
            encoder.observe(named(new Numeric("tokens", absurd)));
        }
        long hash = StableHash.of("numeric", "tokens");
        double low = at(encoder.encode(named(new Numeric("tokens", 10))), bucket(hash)) * sign(hash);
        double high = at(encoder.encode(named(new Numeric("tokens", 90))), bucket(hash)) * sign(hash);
        // 80 apart with a deviation of 29; a number ten deviations off, among a hundred, doubles the variance: 82 after
        // three
        assertThat(high - low).isBetween(0.95, 2.8);
    }

    @Test
    void anAbsurdNumberAtTheBeginningLeavesANumber() {
        encoder.observe(named(new Numeric("tokens", 1e308)));
        encoder.observe(named(new Numeric("tokens", -1e308)));
        encoder.observe(named(new Numeric("tokens", 5)));
        assertThat(at(encoder.encode(named(new Numeric("tokens", 1e308))), bucket(StableHash.of("numeric", "tokens"))))
                .isNotZero();
    }

    @Test
    void aNumberSaysNothingBeforeTwoDifferentOnesWereObserved() {
        Named context = named(new Numeric("tokens", 0.1));
        for (int i = 0; i < 5; i++) {
            assertThat(at(encoder.encode(context), bucket(StableHash.of("numeric", "tokens"))))
                    .isEqualTo(0);
            encoder.observe(context);
        }
    }

    @Test
    void encodingChangesNothing() {
        encoder.observe(named(new Numeric("tokens", 1)));
        encoder.observe(named(new Numeric("tokens", 2)));
        FeatureVector before = encoder.encode(named(new Numeric("tokens", 5)));
        encoder.encode(named(new Numeric("tokens", 50), new Numeric("chars", 3)));
        assertThat(encoder.encode(named(new Numeric("tokens", 5)))).isEqualTo(before);
    }

    @Test
    void namesBeyondTheBoundReadAsZero() {
        for (int i = 0; i <= NumericScales.NAMES_MAX; i++) {
            encoder.observe(named(new Numeric("n" + i, 1)));
            encoder.observe(named(new Numeric("n" + i, 2)));
        }
        assertThat(encoder.encode(named(new Numeric("n0", 2)))).isNotEqualTo(FeatureVector.CONSTANT);
        String late = "n" + NumericScales.NAMES_MAX;
        assertThat(at(encoder.encode(named(new Numeric(late, 2))), bucket(StableHash.of("numeric", late))))
                .isEqualTo(0);
    }

    @Test
    void numbersAtTheEndOfTheRangeStayFinite() {
        encoder.observe(named(new Numeric("n", Double.MAX_VALUE)));
        encoder.observe(named(new Numeric("n", -Double.MAX_VALUE)));
        FeatureVector x = encoder.encode(named(new Numeric("n", Double.MAX_VALUE)));
        assertThat(at(x, bucket(StableHash.of("numeric", "n")))).isBetween(-3.0, 3.0);
    }

    @Test
    void theOrderOfFeaturesDoesNotMatter() {
        Property.forAll(100, seed -> {
            FeatureEncoder narrow = new FeatureEncoder(8);
            Random random = new Random(seed);
            List<Feature> features = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                narrow.observe(
                        named(new Numeric("n" + i, random.nextDouble()), new Numeric("n" + i, random.nextDouble())));
                features.add(new Numeric("n" + i, random.nextDouble()));
                features.add(new Flag("f" + i, random.nextBoolean()));
                features.add(new Category("c" + i, "v" + random.nextInt(3)));
            }
            FeatureVector before = narrow.encode(new Named(features));
            Collections.shuffle(features, random);
            assertThat(narrow.encode(new Named(features))).isEqualTo(before);
        });
    }
}
