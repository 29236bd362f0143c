package dev.leverframe.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leverframe.journal.JournalReader.Walk;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the decision log to a file, row by row. */
public final class Export {
    private final DecisionLog log;
    private final LogQuery query;

    public Export(DecisionLog log, LogQuery query) {
        this.log = log;
        this.query = query;
    }

    /**
     * What was written.
     *
     * @param rows in the file
     * @param left rows of the log that the format has no place for
     */
    public record Report(long rows, long left) {}

    /** Writes all rows and closes the stream. */
    public Report write(Format format, OutputStream out) throws IOException {
        try (RowWriter writer = writer(format, out)) {
            return write(writer);
        }
    }

    private Report write(RowWriter writer) throws IOException {
        long rows = 0;
        long left = 0;
        try (Walk<LogRow> walk = log.rows(query)) {
            while (walk.hasNext()) {
                if (writer.write(walk.next())) {
                    rows++;
                } else {
                    left++;
                }
            }
        }
        return new Report(rows, left);
    }

    private RowWriter writer(Format format, OutputStream out) throws IOException {
        return switch (format) {
            case JSONL -> new JsonWriter(out, RowJson::writeAny);
            case DSJSON -> new JsonWriter(out, Dsjson::write);
            case PARQUET -> new ParquetRowWriter(out);
            case OBP -> banditFeedback(out);
        };
    }

    /** Its header names every arm and feature, so the log is read twice. */
    private RowWriter banditFeedback(OutputStream out) throws IOException {
        BanditColumns columns = new BanditColumns();
        try (Walk<LogRow> walk = log.rows(query)) {
            walk.forEachRemaining(columns::add);
        }
        return new BanditFeedbackWriter(out, columns);
    }

    /** One JSON object a line. */
    private static final class JsonWriter implements RowWriter {
        private final JsonGenerator json;
        private final Line line;

        JsonWriter(OutputStream out, Line line) throws IOException {
            this.json = Json.FACTORY.createGenerator(out);
            this.line = line;
        }

        @Override
        public boolean write(LogRow row) throws IOException {
            boolean written = line.write(json, row);
            if (written) {
                json.writeRaw('\n');
            }
            return written;
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }

    @FunctionalInterface
    private interface Line {
        boolean write(JsonGenerator json, LogRow row) throws IOException;
    }
}
