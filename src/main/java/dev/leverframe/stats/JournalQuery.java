package dev.leverframe.stats;

import dev.leverframe.decisionlog.LogQuery;
import dev.leverframe.decisionlog.Times;
import dev.leverframe.model.Names;
import dev.leverframe.model.Refusal;
import dev.leverframe.model.Refusal.FieldError;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a question to the journal, and gathers all that is wrong with them. */
final class JournalQuery {
    private final MultiMap parameters;
    private final List<FieldError> errors = new ArrayList<>();

    /** @param known every parameter that the route has */
    JournalQuery(RoutingContext route, List<String> known) {
        parameters = route.request().params();
        for (String name : parameters.names()) {
            if (!known.contains(name) && !route.pathParams().containsKey(name)) {
                error(name, "there is no parameter '" + name + "' here; known parameters: " + String.join(", ", known));
            }
        }
    }

    /** {@code domain}, {@code from} and {@code to}. */
    LogQuery log() {
        long fromMs = time("from", Long.MIN_VALUE);
        long toMs = time("to", Long.MAX_VALUE);
        if (fromMs > toMs) {
            error("to", "to must not be before from, got '" + parameters.get("to") + "'");
        }
        return new LogQuery(domain(), fromMs, toMs);
    }

    @Nullable
    String domain() {
        String domain = parameters.get("domain");
        if (domain != null) {
            Names.nameProblem("domain", domain).ifPresent(problem -> error("domain", problem));
        }
        return domain;
    }

    private long time(String name, long absent) {
        String text = parameters.get(name);
        if (text == null) {
            return absent;
        }
        try {
            return Times.parse(text);
        } catch (IllegalArgumentException e) {
            error(name, name + " " + e.getMessage());
            return absent;
        }
    }

    /** A whole number within bounds. */
    long count(String name, long min, long max, long absent) {
        String text = parameters.get(name);
        if (text == null) {
            return absent;
        }
        try {
            long count = Long.parseLong(text);
            if (count >= min && count <= max) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        error(name, name + " must be a whole number from " + min + " to " + max + ", got '" + text + "'");
        return absent;
    }

    boolean has(String name) {
        return parameters.contains(name);
    }

    void error(String name, String message) {
        errors.add(new FieldError("/" + name.replace("~", "~0").replace("/", "~1"), message));
    }

    /** What is wrong, or empty. */
    Optional<Refusal> refusal() {
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Refusal(Refusal.Code.INVALID_FIELD, errors.get(0).message(), errors));
    }
}
