package dev.leverframe.stats;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;

/** The contract, and where everything is. */
final class DocumentRoutes {
    private final Buffer contract;

    DocumentRoutes(Vertx vertx) {
        this.contract = vertx.fileSystem().readFileBlocking("openapi.yaml");
    }

    void mount(Router router) {
        router.get("/").handler(route -> Answers.json(route.response(), StatsVerticle.index()));
        router.get("/openapi.yaml")
                .handler(route -> route.response()
                        .putHeader("content-type", "application/yaml")
                        .end(contract));
    }
}
