package dev.leverframe.bus;

import dev.leverframe.model.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of reading a request: a value, or the refusal that says why not. Exactly one is present. */
public record Parsed<T>(@Nullable T value, @Nullable Refusal refusal) {
    static <T> Parsed<T> of(T value) {
        return new Parsed<>(value, null);
    }

    static <T> Parsed<T> refused(Refusal refusal) {
        return new Parsed<>(null, refusal);
    }

    /** The value; only where there is no refusal. */
    public T get() {
        return Objects.requireNonNull(value, "only a request without refusal has a value");
    }
}
