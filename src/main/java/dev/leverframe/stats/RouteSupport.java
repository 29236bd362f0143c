package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.ManagementAnswer.FlagsView;
import dev.leverframe.bus.Parsed;
import dev.leverframe.bus.RequestJson;
import dev.leverframe.config.InvalidBody;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Names;
import dev.leverframe.model.Refusal;
import dev.leverframe.web.BodyReader;
import dev.leverframe.web.Listener;
import dev.leverframe.web.Responses;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the routes of the management plane share: reading bodies and names, asking, answering. */
final class RouteSupport {
    private final ManagementClient client;
    private final BodyReader bodies;

    RouteSupport(ManagementClient client, BodyReader bodies) {
        this.client = client;
        this.bodies = bodies;
    }

    ManagementClient client() {
        return client;
    }

    /** Answers with what comes back, and with the warnings that the flags call for. */
    void answer(RoutingContext route, Future<ManagementAnswer> asked) {
        asked.compose(answer -> flags().map(flags -> {
                    Answers.write(route.response(), answer, flags);
                    return answer;
                }))
                .onFailure(failure -> Listener.failed(route.request(), failure));
    }

    Future<Flags> flags() {
        return client.registry(new Management.ReadFlags())
                .map(answer -> answer instanceof FlagsView view ? view.flags() : Flags.OFF);
    }

    /** Reads a JSON object and hands it over; whatever is wrong with it is answered here. */
    void body(RoutingContext route, Consumer<JsonObject> use) {
        bodies.readJson(route.request(), bytes -> use(route, bytes, use), refused -> {});
    }

    private static void use(RoutingContext route, byte[] bytes, Consumer<JsonObject> use) {
        Parsed<JsonObject> parsed = RequestJson.object(bytes);
        Refusal refusal = parsed.refusal();
        if (refusal != null) {
            refuse(route, refusal);
            return;
        }
        try {
            use.accept(parsed.get());
        } catch (InvalidBody e) {
            refuse(route, e.toRefusal());
        } catch (RuntimeException e) {
            Listener.failed(route.request(), e);
        }
    }

    /** A name from the path, or null where it is none, which is answered here. */
    @Nullable
    String name(RoutingContext route, String parameter) {
        String name = route.pathParam(parameter);
        Optional<String> problem = Names.nameProblem(parameter, name == null ? "" : name);
        problem.ifPresent(detail -> refuse(route, new Refusal(Refusal.Code.INVALID_FIELD, detail)));
        return problem.isPresent() ? null : name;
    }

    /** The version in If-Match without its quotes, or null. */
    static @Nullable String ifMatch(RoutingContext route) {
        String header = route.request().getHeader("if-match");
        return header == null ? null : header.strip().replaceFirst("^W/", "").replace("\"", "");
    }

    static void refuse(RoutingContext route, Refusal refusal) {
        Responses.problem(route.response(), refusal);
    }
}
