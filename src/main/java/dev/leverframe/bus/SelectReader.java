package dev.leverframe.bus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leverframe.model.Context;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Names;
import dev.leverframe.model.Select;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a select from JSON, streaming: parsed and validated in one pass. */
final class SelectReader {
    private static final String KNOWN = "candidates, context, key, tenant, decision_id";
    static final int KEY_LENGTH_MAX = 512;
    /** Among so many, looking at each is quicker than hashing. */
    private static final int FEW = 16;

    private final FieldReader fields;
    private final JsonParser parser;
    private final Limits limits;
    private List<String> candidates = List.of();
    private Context context = Context.NONE;
    private @Nullable String key;
    private @Nullable String tenant;
    private @Nullable String decisionId;

    private SelectReader(JsonParser parser, String prefix, Limits limits) {
        this.fields = new FieldReader(parser, prefix);
        this.parser = parser;
        this.limits = limits;
    }

    /**
     * Reads the object that the parser stands on, to its end.
     *
     * @param prefix JSON pointer of the object in the body
     * @param ids names a decision that the caller did not name
     */
    static Parsed<Select> read(JsonParser parser, String prefix, Limits limits, boolean explain, Supplier<String> ids)
            throws IOException {
        SelectReader reader = new SelectReader(parser, prefix, limits);
        reader.readFields();
        return reader.fields.result(() -> reader.build(explain, ids));
    }

    private Select build(boolean explain, Supplier<String> ids) {
        return new Select(decisionId == null ? ids.get() : decisionId, candidates, context, key, tenant, explain);
    }

    private void readFields() throws IOException {
        if (!fields.object("")) {
            return;
        }
        for (String field = fields.next(); field != null; field = fields.next()) {
            readField(field);
        }
    }

    private void readField(String field) throws IOException {
        switch (field) {
            case "candidates" -> readCandidates();
            case "context" -> context = ContextReader.read(fields, limits.contextFeaturesMax());
            case "key" -> key = fields.text(field, SelectReader::keyProblem);
            case "tenant" -> tenant = fields.text(field, text -> Names.nameProblem("tenant", text));
            case "decision_id" -> decisionId = fields.text(field, Names::decisionIdProblem);
            default -> fields.unknown(field, KNOWN);
        }
    }

    private void readCandidates() throws IOException {
        if (!fields.array("candidates")) {
            return;
        }
        List<String> arms = new ArrayList<>();
        Set<String> seen = Set.of();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String arm = readArm(arms.size());
            seen = arms.size() == FEW ? new HashSet<>(arms) : seen;
            if (!arm.isEmpty() && (arms.size() < FEW ? arms.contains(arm) : !seen.add(arm))) {
                fields.failAt(at(arms.size()), "candidates must differ, got '" + FieldReader.shorten(arm) + "' twice");
            }
            arms.add(arm);
        }
        if (arms.isEmpty()) {
            fields.failAt("candidates", "candidates must not be empty; leave it out to allow all arms of the domain");
        } else if (arms.size() > limits.candidatesMax()) {
            fields.failAt("candidates", "at most " + limits.candidatesMax() + " candidates, got " + arms.size());
        }
        candidates = arms;
    }

    private static String at(int candidate) {
        return "candidates/" + candidate;
    }

    /** The arm, or the empty text where what stands here is none. */
    private String readArm(int position) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            fields.failAt(at(position), "a candidate must be a string, got " + fields.shown());
            return "";
        }
        String arm = parser.getText();
        Optional<String> problem = Names.armProblem(arm);
        if (problem.isPresent()) {
            fields.failAt(at(position), problem.get());
            return "";
        }
        return arm;
    }

    private static Optional<String> keyProblem(String key) {
        return key.length() <= KEY_LENGTH_MAX
                ? Names.encodingProblem("key", key)
                : Optional.of("key must be of at most 512 characters, got " + key.length());
    }
}
