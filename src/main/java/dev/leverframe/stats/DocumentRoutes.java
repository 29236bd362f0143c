package dev.leverframe.stats;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;

/** Documents from the jar: the contract, and a page that says where everything is. */
final class DocumentRoutes {
    private final Buffer contract;
    private final Buffer index;

    DocumentRoutes(Vertx vertx) {
        this.contract = vertx.fileSystem().readFileBlocking("openapi.yaml");
        this.index = vertx.fileSystem().readFileBlocking("web/index.html");
    }

    void mount(Router router) {
        mount(router, "/openapi.yaml", "application/yaml", contract);
        mount(router, "/", "text/html; charset=utf-8", index);
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
