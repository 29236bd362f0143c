package dev.leverframe.journal.wire;

import static dev.leverframe.journal.wire.MessageReader.required;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leverframe.journal.JournalException;
import dev.leverframe.journal.JournalReader.Kept;
import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.wire.FactWire.Placed;
import dev.leverframe.model.Change;
import dev.leverframe.model.Change.Action;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes and reads the records of the journal: messages of Protocol Buffers, as {@code leverframe/journal.proto} has them.
 * The same value always gives the same bytes. What cannot be understood is a {@code JournalException}.
 */
public final class Wire {
    /** The newest format. Raised where a program that knows an older one must not read what a newer one wrote. */
    static final int VERSION = 2;

    /** Of commits: from 2 on, decisions leave out what they have in common with others. */
    static final int COMMIT_VERSION = 2;

    /** Of snapshots and changes, which have not changed since. */
    private static final int OTHER_VERSION = 1;

    private static final int BYTES = 1 << 10;
    private static final Words<Action> ACTIONS = Words.of(Action.class);

    private Wire() {}

    /**
     * The facts of one commit of one stream.
     *
     * @param facts in the order of their numbers, which may leave some out
     * @throws IllegalArgumentException if the numbers do not ascend
     */
    public static byte[] facts(List<Numbered> facts) {
        CommitRecord record = new CommitRecord();
        record.begin();
        facts.forEach(each -> record.add(each.sequence(), each.fact()));
        return record.end();
    }

    /** @throws JournalException if the record is damaged, or of a newer format */
    public static List<Numbered> readFacts(byte[] record) {
        return readFacts(record, 0, Long.MAX_VALUE);
    }

    /**
     * Those with numbers in a range; the others are passed over, which takes much less time than to read them.
     *
     * @param from the first number, at least 0
     * @param through the last number
     * @throws JournalException if the record is damaged, or of a newer format
     */
    public static List<Numbered> readFacts(byte[] record, long from, long through) {
        List<Common> commons = read("a commit", record, Wire::readCommons);
        return read("a commit", record, in -> readCommit(in, commons, from, through));
    }

    /**
     * When facts happened and what decisions they speak of, without the rest, which takes a tenth of the time.
     *
     * @throws JournalException if the record is damaged, or of a newer format
     */
    public static List<Mention> readMentions(byte[] record) {
        return read("a commit", record, Wire::readMentions);
    }

    /** @throws IllegalArgumentException if parts of the state stand in each other more than thirty deep */
    public static byte[] snapshot(Kept snapshot) {
        return write(snapshot, SnapshotWire::write);
    }

    /** @throws JournalException if the record is damaged, or of a newer format */
    public static Kept readSnapshot(byte[] record) {
        return read("a snapshot", record, SnapshotWire::readKept);
    }

    public static byte[] change(Change change) {
        return write(change, Wire::writeChange);
    }

    /** @throws JournalException if the record is damaged, or of a newer format */
    public static Change readChange(byte[] record) {
        return read("a line of the audit log", record, Wire::readLine);
    }

    /** They stand behind the facts. */
    private static List<Common> readCommons(MessageReader in) throws IOException {
        List<Common> commons = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == 4) {
                commons.add(in.message(Common::read));
            } else {
                in.skip();
            }
        }
        return commons;
    }

    private static List<Numbered> readCommit(MessageReader in, List<Common> commons, long from, long through)
            throws IOException {
        List<Numbered> facts = new ArrayList<>();
        long next = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> next = in.whole();
                case 3 -> {
                    long expected = next;
                    Placed placed =
                            in.message(fact -> FactWire.read(fact, from - expected, through - expected, commons));
                    next = numbered(next, placed.skipped());
                    if (placed.fact() != null) {
                        facts.add(new Numbered(next, placed.fact()));
                    }
                    next++;
                }
                default -> in.skip();
            }
        }
        return facts;
    }

    private static List<Mention> readMentions(MessageReader in) throws IOException {
        List<Mention> mentions = new ArrayList<>();
        long next = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> next = in.whole();
                case 3 -> {
                    long expected = next;
                    Mention mention = in.message(fact -> FactWire.readMention(fact, expected));
                    next = numbered(next, mention.sequence() - next) + 1;
                    mentions.add(mention);
                }
                default -> in.skip();
            }
        }
        return mentions;
    }

    private static long numbered(long next, long skipped) throws IOException {
        if (next < 0 || skipped < 0 || next + skipped < 0) {
            throw new InvalidProtocolBufferException("numbers of facts that do not ascend");
        }
        return next + skipped;
    }

    private static void writeChange(MessageWriter out, Change change) {
        out.whole(2, change.atMs());
        out.text(3, change.actor());
        out.optionalText(4, change.domain());
        ACTIONS.write(out, 5, change.action());
        out.text(6, change.subject());
        out.optionalText(7, change.from());
        out.optionalText(8, change.to());
        out.optionalText(9, change.reason());
    }

    private static Change readLine(MessageReader in) throws IOException {
        long atMs = 0;
        String actor = "";
        String domain = null;
        Action action = null;
        String subject = "";
        String from = null;
        String to = null;
        String reason = null;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 2 -> atMs = in.whole();
                case 3 -> actor = in.text();
                case 4 -> domain = in.text();
                case 5 -> action = ACTIONS.read(in);
                case 6 -> subject = in.text();
                case 7 -> from = in.text();
                case 8 -> to = in.text();
                case 9 -> reason = in.text();
                default -> in.skip();
            }
        }
        return new Change(atMs, actor, domain, required(action, "what was done"), subject, from, to, reason);
    }

    private static <T> byte[] write(T value, MessageWriter.Body<T> body) {
        MessageWriter out = new MessageWriter(BYTES);
        out.whole(1, OTHER_VERSION);
        body.write(out, value);
        return out.toByteArray();
    }

    private static <T> T read(String what, byte[] record, MessageReader.Body<T> body) {
        try {
            return MessageReader.read(record, in -> {
                requireKnown(what, version(in));
                return body.read(in);
            });
        } catch (IOException | IllegalArgumentException e) {
            throw new JournalException(
                    what + " cannot be understood as format " + VERSION + ": " + e.getMessage()
                            + "; it is damaged, or a newer version of Leverframe wrote it: start that one",
                    e);
        }
    }

    private static long version(MessageReader in) throws IOException {
        if (in.next() != 1) {
            throw new InvalidProtocolBufferException("it does not begin with its version");
        }
        return in.whole();
    }

    private static void requireKnown(String what, long version) throws IOException {
        if (version == 0) {
            throw new InvalidProtocolBufferException("it is of version 0");
        }
        if (version < 0 || version > VERSION) {
            throw new JournalException(what + " is of format " + version + ", and this program reads formats up to "
                    + VERSION + ": start the version of Leverframe that wrote it, or a newer one");
        }
    }
}
