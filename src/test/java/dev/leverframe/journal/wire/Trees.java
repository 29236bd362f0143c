package dev.leverframe.journal.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact;
import dev.leverframe.model.FeatureSchema;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.RewardSettings;
import dev.leverframe.model.Snapshot;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values of the model and messages of the schema as plain trees that can be compared: maps from the names of fields, lists,
 * texts, whole numbers, truth values, and the bits of doubles. The schema names its fields as the model does, so a record
 * is turned into a tree by the names of its components.
 */
final class Trees {
    private Trees() {}

    static Map<String, Object> ofCommit(List<Numbered> facts) {
        Map<String, Object> commit = new TreeMap<>(Map.of("version", 2L));
        if (facts.isEmpty()) {
            return commit;
        }
        long next = facts.get(0).sequence();
        commit.put("first", next);
        List<Object> trees = new ArrayList<>();
        for (Numbered numbered : facts) {
            Map<String, Object> tree = ofFact(numbered.fact());
            put(tree, "skipped", numbered.sequence() - next);
            trees.add(tree);
            next = numbered.sequence() + 1;
        }
        commit.put("facts", trees);
        return commit;
    }

    static Map<String, Object> ofKept(Kept kept) {
        Map<String, Object> tree = ofRecord(kept);
        tree.put("version", 1L);
        return tree;
    }

    static Map<String, Object> ofRecord(Record value) {
        Map<String, Object> tree = new TreeMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part = get(component, value);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (nullable && part != null) {
                tree.put(snake(component.getName()), of(part));
            } else if (part instanceof Context context) {
                putContext(tree, context);
            } else if (part != null && !isLeftOut(part)) {
                put(tree, snake(component.getName()), of(part));
            }
        }
        return tree;
    }

    private static boolean isLeftOut(Object part) {
        return part.equals(FeatureVector.CONSTANT)
                || part.equals(EvidenceWire.ABSENT)
                || part == RewardSettings.Combine.FIRST
                || part == RewardSettings.Missing.AS_VALUE
                || part instanceof Map<?, ?> map && map.isEmpty();
    }

    private static Map<String, Object> ofFact(Fact fact) {
        Map<String, Object> parts = ofRecord((Record) fact);
        Object atMs = parts.remove("at_ms");
        Map<String, Object> tree = new TreeMap<>(Map.of(snake(fact.getClass().getSimpleName()), parts));
        if (atMs != null) {
            tree.put("at_ms", atMs);
        }
        return tree;
    }

    private static Object of(Object value) {
        if (value instanceof Integer whole) {
            return Integer.toUnsignedLong(whole);
        } else if (value instanceof Double number) {
            return bits(number);
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof List<?> list) {
            return list.stream().map(Trees::of).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> tree = new TreeMap<>();
            map.forEach((key, each) -> tree.put((String) key, of(each)));
            return tree;
        } else if (value instanceof Distribution distribution) {
            return bits(distribution.toArray());
        } else if (value instanceof FeatureVector vector) {
            return ofVector(vector);
        } else if (value instanceof Snapshot snapshot) {
            return ofSnapshot(snapshot);
        }
        return value instanceof Record record ? ofKind(record) : value;
    }

    /** Names the kind of a value where the schema has a {@code oneof}. */
    private static Object ofKind(Record value) {
        if (value instanceof Context.Numeric numeric) {
            return named(numeric.name(), "number", bits(numeric.value()));
        } else if (value instanceof Context.Flag flag) {
            return named(flag.name(), "flag", flag.value());
        } else if (value instanceof Context.Category category) {
            return named(category.name(), "category", category.value());
        } else if (value instanceof FeatureSchema.Numeric) {
            return Map.of("number", ofRecord(value));
        } else if (value instanceof FeatureSchema.Flag) {
            return Map.of("flag", ofRecord(value));
        } else if (value instanceof FeatureSchema.Category) {
            return Map.of("category", ofRecord(value));
        }
        return ofRecord(value);
    }

    private static void putContext(Map<String, Object> tree, Context context) {
        if (context instanceof Context.Vector vector) {
            Map<String, Object> values = new TreeMap<>();
            put(
                    values,
                    "values",
                    bits(IntStream.range(0, vector.size())
                            .mapToDouble(vector::get)
                            .toArray()));
            tree.put("context", Map.of("vector", values));
        } else if (!context.equals(Context.NONE)) {
            tree.put("context", Map.of("named", ofRecord((Record) context)));
        }
    }

    private static Map<String, Object> ofVector(FeatureVector vector) {
        Map<String, Object> tree = new TreeMap<>();
        IntStream each = IntStream.range(0, vector.size());
        put(tree, "positions", each.mapToObj(i -> (long) vector.position(i)).toList());
        put(
                tree,
                "values",
                bits(IntStream.range(0, vector.size())
                        .mapToDouble(vector::value)
                        .toArray()));
        return tree;
    }

    private static Map<String, Object> ofSnapshot(Snapshot snapshot) {
        Map<String, Object> tree = new TreeMap<>();
        List<Object> values = new ArrayList<>();
        snapshot.values().forEach((name, value) -> values.add(ofValue(name, value)));
        put(tree, "values", values);
        return tree;
    }

    private static Object ofValue(String name, Snapshot.Value value) {
        Map<String, Object> tree = new TreeMap<>();
        if (value instanceof Snapshot.Told told) {
            return named(name, "fact", ofFact(told.fact()));
        } else if (value instanceof Snapshot.Numbers numbers) {
            put(tree, "numbers", bits(numbers.toArray()));
            return named(name, "numbers", tree);
        } else if (value instanceof Snapshot.Counts counts) {
            put(tree, "counts", LongStream.of(counts.toArray()).boxed().toList());
            return named(name, "counts", tree);
        }
        return named(name, value instanceof Snapshot.Texts ? "texts" : "parts", ofRecord((Record) value));
    }

    private static Map<String, Object> named(String name, String kind, Object value) {
        Map<String, Object> tree = new TreeMap<>(Map.of(kind, value));
        put(tree, "name", name);
        return tree;
    }

    /** Leaves out what proto3 leaves out. */
    private static void put(Map<String, Object> tree, String name, Object value) {
        boolean nothing = value.equals("")
                || value.equals(0L)
                || value.equals(new Bits(0))
                || value.equals(false)
                || value instanceof List<?> list && list.isEmpty();
        if (!nothing) {
            tree.put(name, value);
        }
    }

    private static List<Object> bits(double... numbers) {
        return Arrays.stream(numbers).<Object>mapToObj(Bits::of).toList();
    }

    private static Bits bits(Double number) {
        return Bits.of(number);
    }

    /** A double, told apart by its bits. */
    private record Bits(long bits) {
        static Bits of(double number) {
            return new Bits(Double.doubleToRawLongBits(number));
        }
    }

    /** What a message says; a proposal without a distribution has that of the behaviour. */
    static Map<String, Object> of(Message message) {
        Map<String, Object> tree = new TreeMap<>();
        message.getAllFields().forEach((field, value) -> tree.put(field.getName(), of(field, value)));
        if (tree.remove("commons") instanceof List<?> commons) {
            children(Stream.of(tree), "facts")
                    .filter(fact -> fact.containsKey("decision_made"))
                    .forEach(fact -> giveBack(child(fact, "decision_made"), commons));
        }
        if (tree.get("proposals") instanceof List<?> proposals) {
            children(proposals.stream(), "variants")
                    .forEach(variant -> variant.putIfAbsent("distribution", tree.getOrDefault("behaviour", "?")));
        }
        return tree;
    }

    /** Puts what a decision left out where it stands when it leaves nothing out. */
    @SuppressWarnings("unchecked") // trees have texts for keys
    private static void giveBack(Map<String, Object> decision, List<?> commons) {
        int number = ((Long) decision.remove("common")).intValue();
        decision.putAll((Map<String, Object>) copy(commons.get(number - 1)));
        Map<String, Object> names = child(decision, "names");
        if (decision.remove("values") instanceof Map<?, ?> values) {
            decision.put("context", Map.of("named", named(names, values)));
        }
        decision.remove("names");
        if (decision.remove("features_follow") != null) {
            following(decision);
        }
        Iterator<Map<String, Object>> distributions =
                children(Stream.of(decision), "distributions").toList().iterator();
        decision.remove("distributions");
        children(children(Stream.of(decision), "proposals"), "variants").forEach(variant -> {
            Object own = distributions.next().get("distribution");
            variant.put("distribution", own == null ? decision.getOrDefault("behaviour", "?") : own);
        });
    }

    private static Map<String, Object> named(Map<String, Object> names, Map<?, ?> values) {
        Map<String, Iterator<?>> next = new TreeMap<>();
        for (String kind : List.of("number", "flag", "category")) {
            String plural = kind.equals("category") ? "categories" : kind + "s";
            next.put(kind, values.get(plural) instanceof List<?> list ? list.iterator() : Collections.emptyIterator());
        }
        children(Stream.of(names), "features")
                .forEach(feature -> feature.replaceAll((field, value) ->
                        next.containsKey(field) ? next.get(field).next() : value));
        return names;
    }

    /** The constant alone is left out. */
    private static void following(Map<String, Object> decision) {
        List<Object> positions = new ArrayList<>(List.of(0L));
        List<Object> values = new ArrayList<>(bits(1));
        long position = 1;
        Map<String, Object> vector = child(child(decision, "context"), "vector");
        for (Object value : (List<?>) vector.getOrDefault("values", List.of())) {
            if (!value.equals(Bits.of(0)) && !value.equals(Bits.of(-0.0))) {
                positions.add(position);
                values.add(value);
            }
            position++;
        }
        if (positions.size() > 1) {
            decision.put("features", new TreeMap<>(Map.of("positions", positions, "values", values)));
        }
    }

    /** Several decisions have the same one, and each changes its own. */
    @SuppressWarnings("unchecked") // trees have texts for keys
    private static <T> T copy(T tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copied = new TreeMap<>();
            map.forEach((name, value) -> copied.put((String) name, copy(value)));
            return (T) copied;
        }
        return tree instanceof List<?> list ? (T) list.stream().map(Trees::copy).toList() : tree;
    }

    @SuppressWarnings("unchecked") // trees have texts for keys
    private static Map<String, Object> child(Map<String, Object> tree, String name) {
        return (Map<String, Object>) tree.get(name);
    }

    @SuppressWarnings("unchecked") // trees have texts for keys
    private static Stream<Map<String, Object>> children(Stream<?> trees, String name) {
        return trees.map(tree -> ((Map<String, Object>) tree).getOrDefault(name, List.of()))
                .flatMap(each -> ((Collection<Map<String, Object>>) each).stream());
    }

    private static Object of(FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            Map<String, Object> tree = new TreeMap<>();
            for (Object each : (Collection<?>) value) {
                Message entry = (Message) each;
                FieldDescriptor content = entry.getDescriptorForType().findFieldByName("value");
                String key =
                        (String) entry.getField(entry.getDescriptorForType().findFieldByName("key"));
                tree.put(key, of(content, entry.getField(content)));
            }
            return tree;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(each -> single(each)).toList();
        }
        return single(value);
    }

    private static Object single(Object value) {
        if (value instanceof Message message) {
            return of(message);
        } else if (value instanceof Integer whole) {
            return Integer.toUnsignedLong(whole);
        }
        return value instanceof Double number ? bits(number) : value;
    }

    private static Object get(RecordComponent component, Record value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String snake(String camel) {
        String snake = camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return snake.startsWith("_") ? snake.substring(1) : snake;
    }
}
