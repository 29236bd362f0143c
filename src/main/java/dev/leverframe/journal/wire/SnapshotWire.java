package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;
import static dev.leverframe.journal.wire.MessageReader.unknownKind;

import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.model.Snapshot;
import dev.leverframe.model.Snapshot.Counts;
import dev.leverframe.model.Snapshot.Numbers;
import dev.leverframe.model.Snapshot.Parts;
import dev.leverframe.model.Snapshot.Texts;
import dev.leverframe.model.Snapshot.Told;
import dev.leverframe.model.Snapshot.Value;
import java.io.IOException;
import java.util.Map;

/** The message {@code Snapshot}: a tree of values by name. */
final class SnapshotWire {
    private static final int NUMBERS = 2;
    private static final int COUNTS = 3;
    private static final int TEXTS = 4;
    private static final int FACT = 5;
    private static final int PARTS = 6;

    private SnapshotWire() {}

    static void write(MessageWriter out, Kept kept) {
        out.whole(2, kept.sequence());
        out.whole(3, kept.atMs());
        out.text(4, kept.program());
        out.message(5, kept.state(), SnapshotWire::write);
    }

    static Kept readKept(MessageReader in) throws IOException {
        long sequence = 0;
        long atMs = 0;
        String program = "";
        Snapshot state = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> sequence = in.whole();
                case 3 -> atMs = in.whole();
                case 4 -> program = in.text();
                case 5 -> state = in.message(SnapshotWire::read);
                default -> in.skip();
            }
        }
        return new Kept(sequence, atMs, program, required(state, "the state"));
    }

    private static void write(MessageWriter out, Snapshot snapshot) {
        for (Map.Entry<String, Value> value : snapshot.values().entrySet()) {
            out.message(1, value, SnapshotWire::writeValue);
        }
    }

    private static Snapshot read(MessageReader in) throws IOException {
        Snapshot.Builder snapshot = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 1) {
                snapshot = snapshot == null ? Snapshot.builder() : snapshot;
                readValue(in, snapshot);
            } else {
                in.skip();
            }
        }
        return snapshot == null ? Snapshot.EMPTY : snapshot.build();
    }

    private static void writeValue(MessageWriter out, Map.Entry<String, Value> named) {
        out.text(1, named.getKey());
        Value value = named.getValue();
        if (value instanceof Numbers numbers) {
            out.message(NUMBERS, numbers.toArray(), (o, each) -> o.numbers(1, each));
        } else if (value instanceof Counts counts) {
            out.message(COUNTS, counts.toArray(), (o, each) -> o.signedWholes(1, each));
        } else if (value instanceof Texts texts) {
            out.message(TEXTS, texts.texts(), (o, each) -> o.texts(1, each));
        } else if (value instanceof Told told) {
            out.message(FACT, told.fact(), FactWire::write);
        } else if (value instanceof Parts parts) {
            out.message(PARTS, parts.parts(), (o, each) -> o.messages(1, each, SnapshotWire::write));
        }
    }

    private static void readValue(MessageReader in, Snapshot.Builder snapshot) throws IOException {
        in.message(value -> {
            String name = "";
            int other = 0;
            boolean found = false;
            for (int field = value.next(); field != 0; field = value.next()) {
                if (field == 1) {
                    name = value.text();
                } else if (field <= PARTS) {
                    readKind(field, value, name, snapshot);
                    found = true;
                } else {
                    other = value.skip();
                }
            }
            if (!found) {
                throw unknownKind("the value '" + name + "'", other);
            }
            return name;
        });
    }

    private static void readKind(int field, MessageReader in, String name, Snapshot.Builder snapshot)
            throws IOException {
        switch (field) {
            case NUMBERS -> snapshot.numbers(name, in.message(SnapshotWire::readNumbers));
            case COUNTS -> snapshot.counts(name, in.message(SnapshotWire::readCounts));
            case TEXTS -> snapshot.texts(name, in.message(each -> each.all(MessageReader::text)));
            case FACT -> snapshot.fact(name, in.message(FactWire::read));
            case PARTS -> snapshot.parts(name, in.message(each -> each.all(part -> part.message(SnapshotWire::read))));
            default -> throw unknownKind("the value '" + name + "'", field);
        }
    }

    private static double[] readNumbers(MessageReader in) throws IOException {
        double[] numbers = in.only(MessageReader::numbers);
        return numbers == null ? new double[0] : numbers;
    }

    private static long[] readCounts(MessageReader in) throws IOException {
        long[] counts = in.only(MessageReader::signedWholes);
        return counts == null ? new long[0] : counts;
    }
}
