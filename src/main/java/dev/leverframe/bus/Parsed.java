package dev.leverframe.bus;

import dev.leverframe.model.Refusal;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of reading a request: a value, or the refusal that says why not. Exactly one is present. */
public record Parsed<T>(@Nullable T value, @Nullable Refusal refusal) {
    static <T> Parsed<T> of(T value) {
        return new Parsed<>(value, null);
    }

    static <T> Parsed<T> refused(Refusal refusal) {
        return new Parsed<>(null, refusal);
    }

    /** Goes on with whichever is there. */
    public <R> R fold(Function<T, R> onValue, Function<Refusal, R> onRefusal) {
        return refusal == null
                ? onValue.apply(Objects.requireNonNull(value, "a request without refusal has a value"))
                : onRefusal.apply(refusal);
    }
}
