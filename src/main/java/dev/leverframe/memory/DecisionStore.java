package dev.leverframe.memory;

import dev.leverframe.model.Fact.DecisionMade;

/**
 * Decisions in the order in which they were made, found by position or by id. Positions count on for ever, from 0. A decision
 * takes some hundred bytes, and none of it is an object; it is put together again whenever it is asked for.
 */
public final class DecisionStore {
    /** What a decision takes beside its bytes: its address, and its place in an index that is half empty. */
    private static final int PLACE = 40;

    private static final int HASH = 0;
    private static final int LENGTH = Integer.BYTES;
    private static final int DECISION = 2 * Integer.BYTES;
    /** A decision begins with its time. */
    private static final int ID = DECISION + Long.BYTES;

    private final DecisionPacking packing = new DecisionPacking();
    private final Packer packer = new Packer();
    private final RecordQueue records = new RecordQueue();
    private final IdIndex index = new IdIndex();
    private long size;

    /** The oldest position, or {@link #end} where there is none. */
    public long first() {
        return records.first();
    }

    /** One past the newest position. */
    public long end() {
        return records.end();
    }

    /** Adds a decision as the newest. @return its position */
    public long add(DecisionMade decision) {
        int hash = IdIndex.hash(decision.decisionId());
        packer.clear();
        packer.whole(hash);
        packer.whole(0);
        packing.write(packer, decision);
        packer.wholeAt(LENGTH, packer.length());
        long position = records.add(packer);
        index.add(hash, position);
        size += packer.length() + PLACE;
        return position;
    }

    /** @param position one that is held */
    public DecisionMade get(long position) {
        return packing.read(records.at(position, DECISION));
    }

    /** When it was made, ms since the epoch. */
    public long madeAtMs(long position) {
        return records.at(position, DECISION).wholeLong();
    }

    /** How many different values decisions refer to. */
    int shared() {
        return packing.shared();
    }

    /** Position of a decision; -1 where none of this id is held. */
    public long find(String decisionId) {
        return index.find(
                IdIndex.hash(decisionId),
                first(),
                position -> records.at(position, ID).isText(decisionId));
    }

    /** Removes the oldest. */
    public void removeFirst() {
        long first = first();
        size -= bytes(first);
        index.remove(records.at(first, HASH).whole(), first);
        packing.release(records.at(first, DECISION));
        records.removeFirst();
    }

    /** Memory that one takes, bytes. */
    public int bytes(long position) {
        return records.at(position, LENGTH).whole() + PLACE;
    }

    /** Memory that all take, bytes, without what they share. */
    public long bytes() {
        return size;
    }
}
