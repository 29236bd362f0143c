package dev.leverframe.bus;

import dev.leverframe.model.Context;
import dev.leverframe.model.Limits;
import dev.leverframe.model.Names;
import dev.leverframe.model.Select;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a select that is as most are: plain JSON ({@link PlainJson}) with nothing wrong. It takes a quarter of the time of a
 * parser for all of JSON, and a select costs little else than being read. What is unusual or wrong in any way is left to {@link
 * SelectReader}, from the start of the body, so that there is one place that says what is wrong and where.
 */
final class PlainSelect {
    private static final int CANDIDATES = 1;
    private static final int CONTEXT = 1 << 1;
    private static final int KEY = 1 << 2;
    private static final int TENANT = 1 << 3;
    private static final int DECISION_ID = 1 << 4;

    private final PlainJson json;
    private final PlainContext contexts;
    private final Limits limits;
    private final CandidateLists lists = new CandidateLists();
    private byte[] body = {};
    private List<String> candidates = List.of();
    private Context context = Context.NONE;
    private @Nullable String key;
    private @Nullable String tenant;
    private @Nullable String decisionId;

    PlainSelect(PlainJson json, Limits limits) {
        this.json = json;
        this.contexts = new PlainContext(json, limits.contextFeaturesMax());
        this.limits = limits;
    }

    /**
     * Reads the object that stands next, to its end.
     *
     * @param body that the cursor is over
     * @param ids names a decision that the caller did not name
     * @return null where it is not plain, or anything is wrong with it
     */
    @Nullable
    Select read(byte[] body, boolean explain, Supplier<String> ids) {
        this.body = body;
        candidates = List.of();
        context = Context.NONE;
        key = null;
        tenant = null;
        decisionId = null;
        return readFields()
                ? new Select(decisionId == null ? ids.get() : decisionId, candidates, context, key, tenant, explain)
                : null;
    }

    private boolean readFields() {
        if (!json.take('{')) {
            return false;
        }
        if (json.take('}')) {
            return true;
        }
        int seen = 0;
        do {
            String field = json.word();
            int bit = field == null || !json.take(':') ? 0 : readField(field);
            if (bit == 0 || (seen & bit) != 0) {
                return false;
            }
            seen |= bit;
        } while (json.take(','));
        return json.take('}');
    }

    /** @return which field it was; 0 where it is none of them, or its value is not plain or wrong */
    private int readField(String field) {
        return switch (field) {
            case "candidates" -> readCandidates() ? CANDIDATES : 0;
            case "context" -> readContext() ? CONTEXT : 0;
            case "key" -> readKey() ? KEY : 0;
            case "tenant" -> readTenant() ? TENANT : 0;
            case "decision_id" -> readDecisionId() ? DECISION_ID : 0;
            default -> 0;
        };
    }

    private boolean readContext() {
        Context read = contexts.read();
        context = read == null ? Context.NONE : read;
        return read != null;
    }

    private boolean readKey() {
        key = json.string();
        return key != null && key.length() <= SelectReader.KEY_LENGTH_MAX;
    }

    private boolean readTenant() {
        tenant = json.word();
        return tenant != null && Names.nameProblem("tenant", tenant).isEmpty();
    }

    private boolean readDecisionId() {
        decisionId = json.string();
        return decisionId != null && Names.decisionIdProblem(decisionId).isEmpty();
    }

    private boolean readCandidates() {
        int from = json.position();
        CandidateLists.Known known = lists.at(body, from);
        if (known != null) {
            json.position(from + known.text().length);
            candidates = known.arms();
            return true;
        }
        List<String> read = readArms();
        if (read == null) {
            return false;
        }
        candidates = read;
        lists.remember(Arrays.copyOfRange(body, from, json.position()), read);
        return true;
    }

    private @Nullable List<String> readArms() {
        if (!json.take('[')) {
            return null;
        }
        Set<String> arms = new LinkedHashSet<>();
        do {
            String arm = arms.size() == limits.candidatesMax() ? null : json.word();
            if (arm == null || Names.armProblem(arm).isPresent() || !arms.add(arm)) {
                return null;
            }
        } while (json.take(','));
        return json.take(']') ? List.copyOf(arms) : null;
    }
}
