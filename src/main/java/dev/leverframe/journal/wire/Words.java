package dev.leverframe.journal.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leverframe.model.Worded;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An enumeration as it is kept: by its words, so that its constants may stand in any order. */
final class Words<E extends Enum<E>> {
    private final Map<E, String> words;
    private final Map<String, E> constants;

    Words(Class<E> type, Function<E, String> word) {
        words = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            words.put(constant, word.apply(constant));
        }
        constants = words.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    static <E extends Enum<E> & Worded> Words<E> of(Class<E> type) {
        return new Words<>(type, Worded::word);
    }

    void write(MessageWriter out, int field, E constant) {
        out.text(field, Objects.requireNonNull(words.get(constant), "every constant has a word"));
    }

    void writeOptional(MessageWriter out, int field, @Nullable E constant) {
        if (constant != null) {
            write(out, field, constant);
        }
    }

    E read(MessageReader in) throws IOException {
        String word = in.text();
        E constant = constants.get(word);
        if (constant == null) {
            throw new InvalidProtocolBufferException(
                    "'" + word + "' is none of the words that are known here, " + words.values());
        }
        return constant;
    }
}
