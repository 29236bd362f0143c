package dev.leverframe.stats;

import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.ManagementAnswer.DomainView;
import dev.leverframe.bus.ManagementAnswer.Done;
import dev.leverframe.bus.ManagementAnswer.ExperimentView;
import dev.leverframe.bus.ManagementAnswer.ExperimentViews;
import dev.leverframe.bus.ManagementAnswer.FlagsView;
import dev.leverframe.bus.ManagementAnswer.PreviewView;
import dev.leverframe.bus.ManagementAnswer.Refused;
import dev.leverframe.bus.ManagementAnswer.ReportView;
import dev.leverframe.bus.ManagementAnswer.StatsView;
import dev.leverframe.bus.ReportJson;
import dev.leverframe.bus.StatsJson;
import dev.leverframe.config.DomainBody;
import dev.leverframe.config.ExperimentBody;
import dev.leverframe.model.ExperimentSpec.Variant;
import dev.leverframe.model.Flags;
import dev.leverframe.model.UnitMoves;
import dev.leverframe.web.Responses;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Turns the answers of registry and domains into HTTP responses: the one exhaustive place. */
final class Answers {
    private Answers() {}

    /**
     * @param flags as they stand, for the warnings of what they switch off
     */
    static void write(HttpServerResponse response, ManagementAnswer answer, Flags flags) {
        if (answer instanceof Refused refused) {
            Responses.problem(response, refused.refusal());
        } else if (answer instanceof Done) {
            response.setStatusCode(204).end();
        } else if (answer instanceof DomainView view) {
            document(response, domain(view, flags), view.version(), view.created());
        } else if (answer instanceof ExperimentView view) {
            document(response, experiment(view, flags), view.version(), view.created());
        } else if (answer instanceof ExperimentViews views) {
            JsonArray experiments = new JsonArray();
            views.experiments().forEach(view -> experiments.add(experiment(view, flags)));
            json(response, new JsonObject().put("experiments", experiments));
        } else if (answer instanceof FlagsView view) {
            json(response, flags(view.flags()));
        } else if (answer instanceof ReportView view) {
            json(response, ReportJson.report(view));
        } else if (answer instanceof PreviewView view) {
            json(response, preview(view));
        } else if (answer instanceof StatsView view) {
            json(response, StatsJson.domain(view.stats()));
        } else if (answer instanceof ManagementAnswer.Names names) {
            json(response, new JsonObject().put("names", new JsonArray(names.names())));
        }
    }

    static void json(HttpServerResponse response, JsonObject body) {
        Responses.json(response, body.toBuffer().getBytes());
    }

    private static JsonObject flag(Flags.Flag flag, Flags flags) {
        return new JsonObject().put("flag", flag.name()).put("enabled", flags.get(flag));
    }

    /** One flag, with a warning for each domain that may still act on what it was. */
    static JsonObject flag(Flags.Flag flag, FlagsView view) {
        JsonObject answer = flag(flag, view.flags());
        List<String> warnings = view.unconfirmed().stream()
                .map(domain ->
                        "domain '" + domain + "' is busy and has not confirmed this; what it has accepted by now may"
                                + " still be decided as before")
                .toList();
        return warnings.isEmpty() ? answer : answer.put("warnings", new JsonArray(warnings));
    }

    /** All flags, by name. */
    static JsonObject switches(Flags flags) {
        JsonObject switches = new JsonObject();
        for (Flags.Flag flag : Flags.Flag.values()) {
            switches.put(flag.name(), flags.get(flag));
        }
        return switches;
    }

    static JsonObject domain(DomainView view, Flags flags) {
        List<String> warnings = new ArrayList<>(DomainBody.warnings(view.spec()));
        if (view.spec().policy().type().isLinTs() && !flags.rlLints()) {
            warnings.add("ENABLE_RL_LINTS is off, so the core policy falls back to epsilon_greedy");
        }
        return new JsonObject()
                .put("domain", view.spec().domain())
                .mergeIn(DomainBody.toJson(view.spec()))
                .put("warnings", new JsonArray(warnings));
    }

    private static JsonObject experiment(ExperimentView view, Flags flags) {
        return new JsonObject()
                .put("domain", view.domain())
                .put("experiment", view.spec().experiment())
                .put("phase", view.phase().word())
                .put("segment", view.segment())
                .mergeIn(ExperimentBody.toJson(view.spec()))
                .put("warnings", new JsonArray(warnings(view, flags)));
    }

    private static List<String> warnings(ExperimentView view, Flags flags) {
        List<String> warnings = new ArrayList<>(view.warnings());
        if (!flags.experimentHarness()) {
            warnings.add(
                    "ENABLE_EXPERIMENT_HARNESS is off, so every decision is the core policy's and nothing is recorded");
        }
        for (Variant variant : view.spec().variants()) {
            if (variant.policy().type().isLinTs() && !flags.rlLints()) {
                warnings.add("ENABLE_RL_LINTS is off, so variant '" + variant.variant() + "' is never selected");
            }
        }
        return warnings;
    }

    private static JsonObject preview(PreviewView view) {
        UnitMoves moves = view.moves();
        JsonArray pairs = new JsonArray();
        for (UnitMoves.Move move : moves.moves()) {
            pairs.add(new JsonObject()
                    .put("from", move.from())
                    .put("to", move.to())
                    .put("share", move.share()));
        }
        return new JsonObject()
                .put("domain", view.domain())
                .put("experiment", view.experiment())
                .put("phase", view.phase().word())
                .put("units", moves.units())
                .put("exact", moves.exact())
                .put("moved_share", moves.moved())
                .put(
                        "exposed_share",
                        new JsonObject()
                                .put("from", moves.exposedFrom())
                                .put("to", moves.exposedTo())
                                .put("joining", moves.joining())
                                .put("leaving", moves.leaving()))
                .put("moves", pairs);
    }

    private static JsonObject flags(Flags flags) {
        JsonArray all = new JsonArray();
        for (Flags.Flag flag : Flags.Flag.values()) {
            all.add(flag(flag, flags));
        }
        return new JsonObject().put("flags", all);
    }

    private static void document(HttpServerResponse response, JsonObject body, String version, boolean created) {
        response.setStatusCode(created ? 201 : 200).putHeader("etag", '"' + version + '"');
        json(response, body);
    }
}
