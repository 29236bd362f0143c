package dev.leverframe.stats;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;

/** Documents from the jar: the contract. */
final class DocumentRoutes {
    private final Buffer contract;

    DocumentRoutes(Vertx vertx) {
        this.contract = vertx.fileSystem().readFileBlocking("openapi.yaml");
    }

    void mount(Router router) {
        mount(router, "/openapi.yaml", "application/yaml", contract);
    }

    private static void mount(Router router, String path, String type, Buffer document) {
        router.get(path)
                .handler(route -> route.response()
                        .putHeader("content-type", type)
                        .putHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .putHeader("x-content-type-options", "nosniff")
                        .end(document));
    }
}
