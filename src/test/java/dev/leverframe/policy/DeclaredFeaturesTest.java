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
import dev.leverframe.model.DomainSpec.ContextSpec;
import dev.leverframe.model.DomainStats;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureSchema.Declared;
import dev.leverframe.model.FeatureSchema.Interaction;
import dev.leverframe.model.FeatureSchema.Scale;
import dev.leverframe.model.FeatureSchema.Unknown;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.testing.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclaredFeaturesTest {
    private static final FeatureSchema.Numeric STANDARDISED = new FeatureSchema.Numeric(Scale.STANDARDISE, 0, 0);
    private static final Map<String, Declared> FEATURES = Map.of(
            "hour",
            new FeatureSchema.Numeric(Scale.RANGE, 0, 24),
            "task",
            new FeatureSchema.Category(List.of("code", "chat")),
            "tools",
            new FeatureSchema.Flag());

    private final FeatureCounts counts = new FeatureCounts();

    private static Named named(Feature... features) {
        return new Named(List.of(features));
    }

    private FeatureEncoder encoder(int dimension, Unknown unknown) {
        return new FeatureEncoder(new ContextSpec(dimension, new FeatureSchema(FEATURES, List.of(), unknown)), counts);
    }

    /** hour 1; task 2 to 4; tools 5. */
    @Test
    void declaredFeaturesHavePositionsOfTheirOwnInAlphabeticalOrder() {
        FeatureEncoder encoder = encoder(32, Unknown.HASH);
        assertThat(encoder.encode(
                        named(new Flag("tools", false), new Category("task", "chat"), new Numeric("hour", 6))))
                .isEqualTo(FeatureVector.of(new int[] {0, 1, 3, 5}, new double[] {1, -0.5, 1, -1}));
    }

    @Test
    void undeclaredFeaturesNeverMeetDeclaredOnes() {
        FeatureEncoder encoder = encoder(8, Unknown.HASH);
        for (int i = 0; i < 200; i++) {
            FeatureVector x = encoder.encode(named(new Flag("f" + i, true)));
            assertThat(x.position(1)).isBetween(6, 7);
        }
    }

    @Test
    void aVectorFollowsTheDeclaredFeatures() {
        FeatureEncoder encoder = encoder(8, Unknown.HASH);
        assertThat(encoder.encode(new Vector(0.5, -2)))
                .isEqualTo(FeatureVector.of(new int[] {0, 6, 7}, new double[] {1, 0.5, -2}));
        assertThatThrownBy(() -> encoder.encode(new Vector(1, 2, 3)))
                .hasMessage("a context vector may have at most 2 entries, got 3");
    }

    @Test
    void theDimensionLeavesRoomForWhatIsNotDeclared() {
        assertThatThrownBy(() -> encoder(6, Unknown.IGNORE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimension must be at least 7, got 6");
    }

    @Test
    void valuesThatAreNotListedShareOnePositionAndAreCounted() {
        FeatureEncoder encoder = encoder(32, Unknown.HASH);
        Named poem = named(new Category("task", "poem"));
        assertThat(encoder.encode(poem)).isEqualTo(encoder.encode(named(new Category("task", "song"))));
        encoder.observe(poem);
        assertThat(counts.stats().unseen()).isEqualTo(1);
        assertThat(counts.stats().missing()).as("hour and tools").isEqualTo(2);
    }

    @Test
    void anotherTypeCountsAsMissing() {
        FeatureEncoder encoder = encoder(32, Unknown.HASH);
        Named mixed = named(new Category("hour", "noon"), new Numeric("task", 1), new Numeric("tools", 1));
        encoder.observe(mixed);
        assertThat(encoder.encode(mixed)).isEqualTo(encoder.encode(Context.NONE));
        assertThat(counts.stats()).isEqualTo(new DomainStats.Features(3, 0, 0, 0, 3, 0));
    }

    @Test
    void unknownFeaturesAreHashedOrIgnoredAndCountedEitherWay() {
        Named strange = named(new Flag("beta", true), new Numeric("load", 2), new Flag("tools", true));
        FeatureEncoder hashing = encoder(32, Unknown.HASH);
        hashing.observe(strange);
        hashing.observe(strange);
        assertThat(hashing.encode(strange).size()).isEqualTo(4);
        assertThat(counts.stats()).isEqualTo(new DomainStats.Features(4, 4, 2, 0, 0, 0));
        FeatureEncoder ignoring = encoder(32, Unknown.IGNORE);
        ignoring.observe(strange);
        assertThat(ignoring.encode(strange)).isEqualTo(FeatureVector.of(new int[] {0, 5}, new double[] {1, 1}));
        assertThat(counts.stats()).isEqualTo(new DomainStats.Features(6, 6, 2, 0, 0, 2));
    }

    @Test
    void withoutASchemaOnlyNewNamesAreCounted() {
        FeatureEncoder encoder = new FeatureEncoder(new ContextSpec(32), counts);
        encoder.observe(named(new Flag("a", true), new Flag("arm.price", true)));
        encoder.observe(named(new Flag("a", false)));
        assertThat(counts.stats()).isEqualTo(new DomainStats.Features(0, 0, 2, 0, 0, 0));
    }

    @Test
    void aContextCannotPretendToBeTheArm() {
        FeatureEncoder encoder = encoder(32, Unknown.HASH);
        Named pretending = named(new Numeric("arm.price", 7));
        encoder.observe(pretending);
        assertThat(encoder.encode(pretending)).isEqualTo(FeatureVector.CONSTANT);
        assertThat(counts.stats().dropped()).isEqualTo(1);
    }

    @Test
    void scalesBoundWhateverIsSent() {
        Map<String, Declared> features = Map.of(
                "log", new FeatureSchema.Numeric(Scale.LOG, 0, 0),
                "none", new FeatureSchema.Numeric(Scale.NONE, 0, 0),
                "range", new FeatureSchema.Numeric(Scale.RANGE, -1, 3),
                "std", STANDARDISED);
        FeatureEncoder encoder =
                new FeatureEncoder(new ContextSpec(32, new FeatureSchema(features, List.of(), Unknown.HASH)), counts);
        for (double value : new double[] {Math.E - 1, Math.expm1(2), Math.expm1(3)}) {
            encoder.observe(named(new Numeric("log", value), new Numeric("std", value)));
        }
        assertThat(encoder.encode(named(new Numeric("log", Math.expm1(2.5)))).value(1))
                .as("the logarithms have mean 2 and deviation 1")
                .isCloseTo(0.5, within(1e-12));
        assertThat(encoder.encode(named(new Numeric("range", 2))).value(1)).isEqualTo(0.5);
        for (double extreme : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE}) {
            double sign = Math.signum(extreme);
            FeatureVector x = encoder.encode(named(
                    new Numeric("log", extreme),
                    new Numeric("none", extreme),
                    new Numeric("range", extreme),
                    new Numeric("std", extreme)));
            assertThat(x).isEqualTo(FeatureVector.dense(1, 3 * sign, 1e6 * sign, sign, 3 * sign));
        }
    }

    /** Of declared features the block is dense: every pair of values has a position of its own. */
    @Test
    void everyPairOfDeclaredCategoriesHasItsOwnPosition() {
        Map<String, Declared> features = Map.of(
                "a", new FeatureSchema.Category(List.of("x", "y")), "b", new FeatureSchema.Category(List.of("u", "v")));
        FeatureSchema schema = new FeatureSchema(features, List.of(new Interaction("b", "a")), Unknown.HASH);
        FeatureEncoder encoder = new FeatureEncoder(new ContextSpec(17, schema), counts);
        Set<Integer> positions = new HashSet<>();
        for (String a : List.of("x", "y", "else")) {
            for (String b : List.of("u", "v", "else")) {
                FeatureVector x = encoder.encode(named(new Category("a", a), new Category("b", b)), List.of());
                assertThat(x.size()).isEqualTo(4);
                positions.add(x.position(3));
            }
        }
        assertThat(positions).containsExactlyInAnyOrder(7, 8, 9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void armsFeaturesJoinTheContextAndMultiplyWithIt() {
        Map<String, Declared> features = Map.of("arm.price", STANDARDISED, "task", FEATURES.get("task"));
        FeatureSchema schema =
                new FeatureSchema(features, List.of(new Interaction("task", "arm.price")), Unknown.IGNORE);
        FeatureEncoder encoder = new FeatureEncoder(new ContextSpec(32, schema), counts);
        List<Feature> cheap = List.of(new Numeric("arm.price", 1));
        List<Feature> dear = List.of(new Numeric("arm.price", 3));
        encoder.observeArm(cheap);
        encoder.observeArm(dear);
        encoder.observeArm(List.of(new Numeric("arm.price", 2)));
        FeatureVector[] each = encoder.encodeEach(named(new Category("task", "chat")), List.of(cheap, dear, List.of()));
        assertThat(each[0]).isEqualTo(FeatureVector.dense(1, -1, 0, 1, 0, 0, -1));
        assertThat(each[1]).isEqualTo(FeatureVector.dense(1, 1, 0, 1, 0, 0, 1));
        assertThat(each[2]).isEqualTo(FeatureVector.dense(1, 0, 0, 1));
    }

    @Test
    void namesSayWhatStandsWhere() {
        FeatureSchema schema = new FeatureSchema(FEATURES, List.of(new Interaction("task", "tools")), Unknown.HASH);
        FeatureEncoder encoder = new FeatureEncoder(new ContextSpec(11, schema), counts);
        Named context = named(
                new Flag("tools", true),
                new Category("task", "poem"),
                new Flag("beta", true),
                new Category("lang", "de"));
        FeatureVector x = encoder.encode(context, List.of());
        assertThat(encoder.names(context, List.of(), x)).startsWith("constant", "task=(unseen)", "tools");
        FeatureEncoder narrow = new FeatureEncoder(new ContextSpec(2), counts);
        assertThat(narrow.names(context, List.of(), narrow.encode(context)))
                .as("all but the constant have one position to meet in")
                .containsExactly("constant", "beta + lang=de + task=poem + tools");
        assertThat(narrow.names(new Vector(3), List.of(), narrow.encode(new Vector(3))))
                .containsExactly("constant", "vector[0]");
    }

    @Test
    void memoryRestoresScalesAndCountsBitForBit() {
        Property.forAll(20, seed -> {
            Random random = new Random(seed);
            ContextSpec spec = new ContextSpec(32, new FeatureSchema(FEATURES, List.of(), Unknown.HASH));
            FeatureCounts before = new FeatureCounts();
            FeatureEncoder kept = new FeatureEncoder(spec, before);
            List<Context> contexts = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                contexts.add(
                        named(new Numeric("n" + random.nextInt(20), random.nextGaussian()), new Flag("task", true)));
                kept.observe(contexts.get(i));
            }
            FeatureCounts after = new FeatureCounts();
            FeatureEncoder restored = new FeatureEncoder(spec, after);
            restored.restore(kept.snapshot());
            after.restore(before.snapshot());
            assertThat(after.stats()).isEqualTo(before.stats());
            assertThat(restored.snapshot()).isEqualTo(kept.snapshot());
            for (Context context : contexts) {
                kept.observe(context);
                restored.observe(context);
                assertThat(restored.encode(context)).isEqualTo(kept.encode(context));
            }
            assertThat(after.snapshot()).isEqualTo(before.snapshot());
        });
    }

    @Test
    void declaredNumbersHaveAScaleHoweverManyOthersCameBefore() {
        FeatureSchema schema = new FeatureSchema(Map.of("n", STANDARDISED), List.of(), Unknown.HASH);
        FeatureEncoder encoder = new FeatureEncoder(new ContextSpec(32, schema), counts);
        for (int i = 0; i < NumericScales.NAMES_MAX + 10; i++) {
            encoder.observe(named(new Numeric("other" + i, 1)));
        }
        assertThat(counts.stats().dropped()).isEqualTo(10);
        for (double value : new double[] {1, 2, 3}) {
            encoder.observe(named(new Numeric("n", value)));
        }
        assertThat(encoder.encode(named(new Numeric("n", 3)))).isEqualTo(FeatureVector.dense(1, 1));
    }

    @Test
    void theOrderOfFeaturesDoesNotMatter() {
        FeatureSchema schema = new FeatureSchema(FEATURES, List.of(new Interaction("task", "hour")), Unknown.HASH);
        FeatureEncoder encoder = new FeatureEncoder(new ContextSpec(12, schema), counts);
        Property.forAll(100, seed -> {
            Random random = new Random(seed);
            List<Feature> features = new ArrayList<>(List.of(
                    new Numeric("hour", 24 * random.nextDouble()),
                    new Category("task", "code"),
                    new Flag("tools", true)));
            for (int i = 0; i < 6; i++) {
                features.add(new Category("c" + i, "v" + random.nextInt(3)));
            }
            FeatureVector before = encoder.encode(new Named(features), List.of());
            Collections.shuffle(features, random);
            assertThat(encoder.encode(new Named(features), List.of())).isEqualTo(before);
        });
    }

    @Test
    void fingerprintTellsEncodingsApart() {
        Set<String> prints = new HashSet<>();
        for (FeatureSchema schema : List.of(
                FeatureSchema.NONE,
                new FeatureSchema(Map.of(), List.of(), Unknown.IGNORE),
                new FeatureSchema(FEATURES, List.of(), Unknown.HASH),
                new FeatureSchema(FEATURES, List.of(new Interaction("task", "tools")), Unknown.HASH),
                new FeatureSchema(FEATURES, List.of(new Interaction("tools", "task")), Unknown.HASH),
                new FeatureSchema(Map.of("hour", STANDARDISED), List.of(), Unknown.HASH),
                new FeatureSchema(Map.of("hour", new FeatureSchema.Flag()), List.of(), Unknown.HASH))) {
            assertThat(prints.add(new ContextSpec(64, schema).fingerprint())).isTrue();
            assertThat(prints.add(new ContextSpec(65, schema).fingerprint())).isTrue();
        }
    }
}
