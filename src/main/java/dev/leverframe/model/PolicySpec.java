package dev.leverframe.model;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A policy by type and parameters. Holds only what was given; what was not is read as the type's default.
 *
 * @param numbers parameters that are numbers, each within the bounds of its type
 * @param words parameters that are words, each of the set of its type
 * @param shares shares by arm, each in [0, 1] and together 1; empty for a type that has none
 */
public record PolicySpec(
        PolicyType type, Map<String, Double> numbers, Map<String, String> words, Map<String, Double> shares) {
    public PolicySpec {
        shares = Collections.unmodifiableMap(new TreeMap<>(shares));
        numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
        words = Collections.unmodifiableMap(new TreeMap<>(words));
    }

    /** A policy without shares. */
    public PolicySpec(PolicyType type, Map<String, Double> numbers, Map<String, String> words) {
        this(type, numbers, words, Map.of());
    }

    public static PolicySpec of(PolicyType type) {
        return new PolicySpec(type, Map.of(), Map.of());
    }

    /** This specification with one number set. */
    public PolicySpec with(String name, double value) {
        Map<String, Double> changed = new TreeMap<>(numbers);
        changed.put(name, value);
        return new PolicySpec(type, changed, words, shares);
    }

    /** This specification with one word set. */
    public PolicySpec with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(words);
        changed.put(name, value);
        return new PolicySpec(type, numbers, changed, shares);
    }

    /** This specification with other shares. */
    public PolicySpec withShares(Map<String, Double> changed) {
        return new PolicySpec(type, numbers, words, changed);
    }

    /**
     * The number given, or the default of the type.
     *
     * @throws IllegalArgumentException if the type has no such parameter, or it has no default and none was given
     */
    public double number(String name) {
        return optionalNumber(name)
                .orElseThrow(() -> new IllegalArgumentException(type.word() + " needs the parameter '" + name + "'"));
    }

    /** The number given, or the default of the type, or empty where there is neither. */
    public OptionalDouble optionalNumber(String name) {
        Double given = numbers.get(name);
        if (given != null) {
            return OptionalDouble.of(given);
        }
        Double fallback = parameter(name).fallback();
        return fallback == null ? OptionalDouble.empty() : OptionalDouble.of(fallback);
    }

    /** The word given, or the first of the type's set. */
    public String word(String name) {
        String given = words.get(name);
        return given == null ? parameter(name).words().get(0) : given;
    }

    private Parameter parameter(String name) {
        return type.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.word() + " has no parameter '" + name + "'"));
    }
}
