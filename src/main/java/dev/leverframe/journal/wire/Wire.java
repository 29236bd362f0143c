package dev.leverframe.journal.wire;

import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.model.Change;
import java.util.List;

/** Writes and reads the records of the journal. What cannot be understood is a {@code JournalException}. */
public final class Wire {
    private Wire() {}

    /** The facts of one commit of one stream, in the order of their numbers. */
    public static byte[] facts(List<Numbered> facts) {
        throw new UnsupportedOperationException();
    }

    public static List<Numbered> readFacts(byte[] record) {
        throw new UnsupportedOperationException();
    }

    public static byte[] snapshot(Kept snapshot) {
        throw new UnsupportedOperationException();
    }

    public static Kept readSnapshot(byte[] record) {
        throw new UnsupportedOperationException();
    }

    public static byte[] change(Change change) {
        throw new UnsupportedOperationException();
    }

    public static Change readChange(byte[] record) {
        throw new UnsupportedOperationException();
    }
}
