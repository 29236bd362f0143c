package dev.leverframe.journal.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leverframe.model.Worded;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An enumeration as it is kept: by its words, so that its constants may stand in any order. */
final class Words<E extends Enum<E>> {
    private final String[] words;
    private final Map<String, E> constants;

    Words(Class<E> type, Function<E, String> word) {
        words = Arrays.stream(type.getEnumConstants()).map(word).toArray(String[]::new);
        constants = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(word, constant -> constant));
    }

    static <E extends Enum<E> & Worded> Words<E> of(Class<E> type) {
        return new Words<>(type, Worded::word);
    }

    void write(MessageWriter out, int field, E constant) throws IOException {
        out.text(field, words[constant.ordinal()]);
    }

    void writeOptional(MessageWriter out, int field, @Nullable E constant) throws IOException {
        if (constant != null) {
            write(out, field, constant);
        }
    }

    E read(MessageReader in) throws IOException {
        String word = in.name();
        E constant = constants.get(word);
        if (constant == null) {
            throw new InvalidProtocolBufferException(
                    "'" + word + "' is none of the words that are known here, " + Arrays.toString(words));
        }
        return constant;
    }
}
