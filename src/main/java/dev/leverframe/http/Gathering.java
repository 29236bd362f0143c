package dev.leverframe.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Collects the answers of a batch, in the order of its items, and tells when all are there. */
final class Gathering<A> {
    private final List<A> answers;
    private final Consumer<List<A>> whole;
    private int missing;

    Gathering(int size, Consumer<List<A>> whole) {
        this.answers = new ArrayList<>(Collections.nCopies(size, null));
        this.whole = whole;
        this.missing = size;
    }

    void put(int position, A answer) {
        answers.set(position, answer);
        missing--;
        if (missing == 0) {
            whole.accept(answers);
        }
    }
}
