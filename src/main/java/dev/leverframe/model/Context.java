package dev.leverframe.model;

import java.util.Arrays;
import java.util.List;

/** What is known before the decision: features by name, or a vector of the domain's dimension. */
public sealed interface Context {
    /** How much it holds: characters of names and strings, and numbers. */
    long weight();

    /** No context at all. */
    Context NONE = new Named(List.of());

    /** Features by name, each name once. */
    record Named(List<Feature> features) implements Context {
        public Named {
            features = List.copyOf(features);
        }

        /** Whether they have the same names, and values of the same kinds, in the same order. */
        public boolean isLike(Named other) {
            List<Feature> others = other.features;
            boolean alike = features.size() == others.size();
            for (int i = 0; alike && i < others.size(); i++) {
                alike = features.get(i).getClass() == others.get(i).getClass()
                        && features.get(i).name().equals(others.get(i).name());
            }
            return alike;
        }

        @Override
        public long weight() {
            long weight = 0;
            for (Feature feature : features) {
                weight += feature.name().length()
                        + (feature instanceof Category category
                                ? category.value().length()
                                : 1);
            }
            return weight;
        }
    }

    /** A vector of finite numbers; the constant is not part of it. */
    final class Vector implements Context {
        private final double[] values;

        public Vector(double... values) {
            this(values, values.length);
        }

        private Vector(double[] values, int size) {
            this.values = Arrays.copyOf(values, size);
        }

        /** The first so many of these numbers. */
        public static Vector firstOf(double[] values, int size) {
            return new Vector(values, size);
        }

        public int size() {
            return values.length;
        }

        @Override
        public long weight() {
            return values.length;
        }

        public double get(int i) {
            return values[i];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Vector that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return Arrays.toString(values);
        }
    }

    /** One named feature. */
    sealed interface Feature {
        String name();
    }

    /** A finite number, in the caller's own unit. */
    record Numeric(String name, double value) implements Feature {}

    record Flag(String name, boolean value) implements Feature {}

    record Category(String name, String value) implements Feature {}
}
