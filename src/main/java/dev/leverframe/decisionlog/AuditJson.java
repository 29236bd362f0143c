package dev.leverframe.decisionlog;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.leverframe.model.Change;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines of the audit log as JSON objects. */
final class AuditJson {
    private AuditJson() {}

    static void write(JsonGenerator json, AuditLog.Page page) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("changes");
        for (AuditLine line : page.lines()) {
            write(json, line);
        }
        json.writeEndArray();
        if (page.next() != null) {
            json.writeNumberField("next", page.next());
        }
        json.writeEndObject();
    }

    static void write(JsonGenerator json, AuditLine line) throws IOException {
        Change change = line.change();
        json.writeStartObject();
        json.writeNumberField("number", line.number());
        json.writeStringField("at", Times.format(change.atMs()));
        json.writeStringField("actor", change.actor());
        Json.text(json, "domain", change.domain());
        Json.word(json, "action", change.action());
        json.writeStringField("subject", change.subject());
        raw(json, "from", change.from());
        raw(json, "to", change.to());
        Json.text(json, "reason", change.reason());
        json.writeEndObject();
    }

    /** A value that is kept as JSON text. */
    private static void raw(JsonGenerator json, String field, @Nullable String value) throws IOException {
        json.writeFieldName(field);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeRawValue(value);
        }
    }
}
