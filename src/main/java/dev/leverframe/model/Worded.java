package dev.leverframe.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An enumeration whose constants are words of the contract: their names in lower case. */
public interface Worded {
    /** The constant's Java name. */
    String name();

    /** The word of the contract. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of this word, if there is one. */
    static <E extends Enum<E> & Worded> Optional<E> parse(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst();
    }

    /** All words of an enumeration, in order. */
    static <E extends Enum<E> & Worded> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Worded::word).toList();
    }
}
