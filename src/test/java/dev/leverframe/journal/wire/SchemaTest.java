package dev.leverframe.journal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.leverframe.journal.JournalException;
import dev.leverframe.testing.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The oracle is Google's own parser, led by the descriptors that protoc made of the committed schema. */
class SchemaTest {
    private static final int SEEDS = 1_000;

    @Test
    void descriptorsAreThoseOfTheCommittedSchema() throws IOException, GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Schema.PROTO));
        String note = Files.readString(Path.of("src/test/resources/journal/journal.desc.md"));
        assertThat(note).contains(HexFormat.of().formatHex(hash));
    }

    @Test
    void everyMessageAndFieldHasAComment() {
        List<Location> places =
                Schema.descriptor().toProto().getSourceCodeInfo().getLocationList();
        List<List<Integer>> bare = places.stream()
                .filter(place -> isMessageOrField(place.getPathList()))
                .filter(place -> place.getLeadingComments().isBlank())
                .map(Location::getPathList)
                .toList();
        assertThat(bare).isEmpty();
    }

    /** Paths into the descriptor of a file: 4 is a message, 4-2 its field, 4-8 its oneof. */
    private static boolean isMessageOrField(List<Integer> path) {
        return path.size() == 2 && path.get(0) == 4
                || path.size() == 4 && path.get(0) == 4 && (path.get(2) == 2 || path.get(2) == 8);
    }

    @Test
    void commitsSayInTheSchemaWhatTheFactsSay() {
        Property.forAll(SEEDS, seed -> {
            var facts = new Anything(seed).facts();
            assertThat(Trees.of(parsed("Commit", Wire.facts(facts)))).isEqualTo(Trees.ofCommit(facts));
        });
    }

    @Test
    void snapshotsSayInTheSchemaWhatTheStateSays() {
        Property.forAll(SEEDS, seed -> {
            var kept = new Anything(seed).kept();
            assertThat(Trees.of(parsed("Kept", Wire.snapshot(kept)))).isEqualTo(Trees.ofKept(kept));
        });
    }

    @Test
    void changesSayInTheSchemaWhatTheChangesSay() {
        Property.forAll(SEEDS, seed -> {
            var change = new Anything(seed).change();
            var expected = Trees.ofRecord(change);
            expected.put("version", 1L);
            assertThat(Trees.of(parsed("Change", Wire.change(change)))).isEqualTo(expected);
        });
    }

    /** What the schema's own writer makes of a record is the record: nothing is written in a way of our own. */
    @Test
    void recordsAreWrittenAsTheSchemaHasThem() {
        Property.forAll(SEEDS, seed -> {
            for (Written written : written(seed)) {
                DynamicMessage message = Schema.parse(written.message(), written.record());
                assertThat(message.toByteArray()).isEqualTo(written.record());
            }
        });
    }

    @Test
    void everyFieldOfTheSchemaIsWritten() {
        Set<FieldDescriptor> seen = new HashSet<>();
        Property.forAll(SEEDS, seed -> {
            for (Written written : written(seed)) {
                everyMessage(Schema.parse(written.message(), written.record()))
                        .forEach(message -> seen.addAll(message.getAllFields().keySet()));
            }
        });
        assertThat(seen)
                .containsAll(Schema.descriptor().getMessageTypes().stream()
                        .flatMap(message -> message.getFields().stream())
                        .toList());
    }

    @Test
    void fieldsOfALaterProgramArePassedOver() {
        Property.forAll(SEEDS, seed -> {
            for (Written written : written(seed)) {
                DynamicMessage later = withUnknownFields(Schema.parse(written.message(), written.record()));
                assertThat(written.reader().apply(later.toByteArray())).isEqualTo(written.value());
            }
        });
    }

    @Test
    void newerFormatIsRefusedWithItsVersion() {
        for (Written written : written(1)) {
            byte[] record = written.record();
            record[1] = 3;
            assertThatThrownBy(() -> written.reader().apply(record))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("is of format 3, and this program reads formats up to 2")
                    .hasMessageContaining("start the version of Leverframe that wrote it, or a newer one");
        }
    }

    @Test
    void unknownKindOfFactIsRefused() {
        Message.Builder fact = DynamicMessage.newBuilder(Schema.message("Fact")).setUnknownFields(unknown(200));
        Message commit = DynamicMessage.newBuilder(Schema.message("Commit"))
                .setField(Schema.message("Commit").findFieldByName("version"), 1)
                .addRepeatedField(Schema.message("Commit").findFieldByName("facts"), fact.build())
                .build();
        assertThatThrownBy(() -> Wire.readFacts(commit.toByteArray()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("a fact is of kind 200, which is not known here")
                .hasMessageContaining("format 2")
                .hasMessageContaining("start that one");
    }

    @Test
    void unknownWordIsRefused() {
        Message change = DynamicMessage.newBuilder(Schema.message("Change"))
                .setField(Schema.message("Change").findFieldByName("version"), 1)
                .setField(Schema.message("Change").findFieldByName("action"), "phase_changed_twice")
                .build();
        assertThatThrownBy(() -> Wire.readChange(change.toByteArray()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("'phase_changed_twice' is none of the words that are known here");
    }

    private record Written(String message, Object value, byte[] record, Function<byte[], ?> reader) {}

    private static List<Written> written(long seed) {
        var facts = new Anything(seed).facts();
        var kept = new Anything(seed).kept();
        var change = new Anything(seed).change();
        return List.of(
                new Written("Commit", facts, Wire.facts(facts), Wire::readFacts),
                new Written("Kept", kept, Wire.snapshot(kept), Wire::readSnapshot),
                new Written("Change", change, Wire.change(change), Wire::readChange));
    }

    private static DynamicMessage parsed(String name, byte[] record) throws IOException {
        DynamicMessage message = Schema.parse(name, record);
        assertThat(everyMessage(message).map(each -> each.getUnknownFields().asMap()))
                .allSatisfy(fields -> assertThat(fields).isEmpty());
        return message;
    }

    private static Stream<Message> everyMessage(Message message) {
        Stream<Message> nested = message.getAllFields().values().stream()
                .flatMap(value -> value instanceof Collection<?> list ? list.stream() : Stream.of(value))
                .filter(Message.class::isInstance)
                .flatMap(value -> everyMessage((Message) value));
        return Stream.concat(Stream.of(message), nested);
    }

    /** The same with a field more in every message. */
    private static DynamicMessage withUnknownFields(Message message) {
        DynamicMessage.Builder later = DynamicMessage.newBuilder(message.getDescriptorForType());
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof List<?> list) {
                list.forEach(each -> later.addRepeatedField(field, grown(each)));
            } else {
                later.setField(field, grown(value));
            }
        });
        return later.setUnknownFields(unknown(2_000)).build();
    }

    private static Object grown(Object value) {
        return value instanceof Message message ? withUnknownFields(message) : value;
    }

    /** A field of every type but the ancient groups. */
    private static UnknownFieldSet unknown(int number) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(-1)
                                .addFixed32(7)
                                .addFixed64(9)
                                .addLengthDelimited(ByteString.copyFromUtf8("later"))
                                .build())
                .build();
    }
}
