package dev.leverframe.stats;

import dev.leverframe.bus.Management;
import dev.leverframe.bus.ManagementAnswer;
import dev.leverframe.bus.ManagementAnswer.FlagsView;
import dev.leverframe.config.FlagBody;
import dev.leverframe.model.Flags;
import dev.leverframe.model.Refusal;
import dev.leverframe.web.Responses;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.function.Consumer;

/** {@code /v1/flags}: the instant way to switch things on and off. */
final class FlagRoutes {
    private final RouteSupport support;

    FlagRoutes(RouteSupport support) {
        this.support = support;
    }

    void mount(Router router) {
        router.get("/v1/flags").handler(route -> support.answer(route, read()));
        router.get("/v1/flags/:flag").handler(route -> named(route, flag -> answer(route, flag, read())));
        router.put("/v1/flags/:flag").handler(route -> named(route, flag -> put(route, flag)));
    }

    private void put(RoutingContext route, Flags.Flag flag) {
        support.body(route, body -> {
            FlagBody change = FlagBody.parse(body);
            answer(
                    route,
                    flag,
                    support.client()
                            .registry(new Management.SetFlag(
                                    flag,
                                    change.enabled(),
                                    Callers.origin(route).because(change.reason()))));
        });
    }

    private Future<ManagementAnswer> read() {
        return support.client().registry(new Management.ReadFlags());
    }

    private static void answer(RoutingContext route, Flags.Flag flag, Future<ManagementAnswer> asked) {
        asked.onSuccess(answer -> {
            if (answer instanceof FlagsView view) {
                Answers.json(route.response(), Answers.flag(flag, view));
            } else if (answer instanceof ManagementAnswer.Refused refused) {
                Responses.problem(route.response(), refused.refusal());
            }
        });
    }

    private static void named(RoutingContext route, Consumer<Flags.Flag> use) {
        String name = route.pathParam("flag");
        Arrays.stream(Flags.Flag.values())
                .filter(flag -> flag.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        use,
                        () -> RouteSupport.refuse(
                                route,
                                new Refusal(
                                        Refusal.Code.NOT_FOUND,
                                        "there is no flag '" + name + "'; known flags: "
                                                + Arrays.toString(Flags.Flag.values()))));
    }
}
