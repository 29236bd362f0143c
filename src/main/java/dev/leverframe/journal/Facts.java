package dev.leverframe.journal;

import dev.leverframe.journal.JournalReader.Numbered;
import dev.leverframe.journal.store.Batch;
import dev.leverframe.journal.store.Table;
import dev.leverframe.journal.wire.Wire;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.Fact.OutcomeRecorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of facts, with their entries in the index. */
final class Facts {
    private Facts() {}

    /**
     * Adds one record.
     *
     * @param facts at least one, in the order of their numbers
     * @return its size, bytes
     */
    static long put(Batch batch, Extent extent, List<Numbered> facts) {
        Numbered last = facts.get(facts.size() - 1);
        byte[] key = Keys.at(extent.id, last.sequence());
        byte[] record = Wire.facts(facts);
        batch.put(Table.JOURNAL, key, record);
        for (Numbered numbered : facts) {
            String decisionId = decisionOf(numbered.fact());
            if (decisionId != null) {
                batch.put(Table.INDEX, Keys.index(decisionId, extent.id, numbered.sequence()), Keys.FIRST);
            }
        }
        long size = (long) key.length + record.length;
        extent.append(batch, last.sequence(), last.fact().atMs(), size);
        return size;
    }

    /** Removes what the index says of a record that goes. */
    static void unindex(Batch batch, StreamId stream, List<Numbered> facts) {
        for (Numbered numbered : facts) {
            String decisionId = decisionOf(numbered.fact());
            if (decisionId != null) {
                batch.delete(Table.INDEX, Keys.index(decisionId, stream, numbered.sequence()));
            }
        }
    }

    private static @Nullable String decisionOf(Fact fact) {
        if (fact instanceof DecisionMade made) {
            return made.decisionId();
        }
        return fact instanceof OutcomeRecorded recorded ? recorded.decisionId() : null;
    }
}
