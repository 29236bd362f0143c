package dev.leverframe.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.leverframe.journal.JournalReader.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A walk as JSON Lines: one object a line, in UTF-8. Read in pieces by whoever has room for the next one. */
public final class JsonLines<T> implements AutoCloseable {
    private final Walk<T> walk;
    private final Line<T> line;

    private JsonLines(Walk<T> walk, Line<T> line) {
        this.walk = walk;
        this.line = line;
    }

    /** The rows of the decision log. Closing it closes the walk. */
    public static JsonLines<LogRow> of(Walk<LogRow> rows) {
        return new JsonLines<>(rows, RowJson::write);
    }

    /** The lines of the audit log. Closing it closes the walk. */
    public static JsonLines<AuditLine> ofAudit(Walk<AuditLine> lines) {
        return new JsonLines<>(lines, AuditJson::write);
    }

    /**
     * The next whole lines, or null at the end.
     *
     * @param bytes no further line is begun once there are as many
     */
    public byte @Nullable [] next(int bytes) {
        if (!walk.hasNext()) {
            return null;
        }
        ByteArrayBuilder chunk = new ByteArrayBuilder(bytes + bytes / 4);
        try (JsonGenerator json = Json.FACTORY.createGenerator(chunk)) {
            do {
                line.write(json, walk.next());
                json.writeRaw('\n');
                json.flush();
            } while (chunk.size() < bytes && walk.hasNext());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return chunk.toByteArray();
    }

    @Override
    public void close() {
        walk.close();
    }

    @FunctionalInterface
    private interface Line<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }
}
