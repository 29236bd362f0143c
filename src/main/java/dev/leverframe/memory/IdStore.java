package dev.leverframe.memory;

/** Different ids in the order in which they came, found by position or by what they are. */
public final class IdStore {
    /** What an id takes beside its bytes: its address, and its place in an index that is half empty. */
    private static final int PLACE = 40;

    private final Packer packer = new Packer();
    private final RecordQueue records = new RecordQueue();
    private final IdIndex index = new IdIndex();
    private long size;

    /** Adds an id as the newest, unless it is there. */
    public void add(String id) {
        int hash = IdIndex.hash(id);
        if (contains(hash, id)) {
            return;
        }
        packer.clear();
        packer.whole(hash);
        packer.text(id);
        index.add(hash, records.add(packer));
        size += packer.length() + PLACE;
    }

    public boolean contains(String id) {
        return contains(IdIndex.hash(id), id);
    }

    private boolean contains(int hash, String id) {
        return index.find(
                        hash,
                        records.first(),
                        position -> records.at(position, Integer.BYTES).isText(id))
                >= 0;
    }

    /** How many are held. */
    public int size() {
        return records.size();
    }

    /** @param nth from the oldest, which is 0 */
    public String get(int nth) {
        return records.at(records.first() + nth, Integer.BYTES).text();
    }

    /** Removes the oldest. */
    public void removeFirst() {
        long first = records.first();
        size -= bytes(0);
        index.remove(records.at(first, 0).whole(), first);
        records.removeFirst();
    }

    /** Memory that one takes, bytes. */
    public int bytes(int nth) {
        return Integer.BYTES + records.at(records.first() + nth, Integer.BYTES).textBytes() + PLACE;
    }

    /** Memory that all take, bytes. */
    public long bytes() {
        return size;
    }
}
