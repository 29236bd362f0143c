package dev.leverframe.stats;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * {@code GET /openapi}: the contract to read and try in a browser, by Swagger UI from its WebJar, so that nothing is
 * fetched from elsewhere.
 *
 * <p>The page may run only scripts of this listener and talk only to it. Inline style is allowed because Swagger UI
 * writes some; inline script is not.
 */
final class ContractPageRoutes {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The files change with the version of the service only, and then within the hour. */
    private static final String CACHE = "max-age=3600";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final FileSystem files;

    ContractPageRoutes(Vertx vertx) {
        this.files = vertx.fileSystem();
    }

    void mount(Router router) {
        String swagger = "META-INF/resources/webjars/swagger-ui/" + swaggerVersion();
        mount(router, "/openapi", HTML, "web/openapi/index.html");
        mount(router, "/openapi/page.css", CSS, "web/openapi/page.css");
        mount(router, "/openapi/page.js", SCRIPT, "web/openapi/page.js");
        mount(router, "/openapi/swagger-ui.css", CSS, swagger + "/swagger-ui.css");
        mount(router, "/openapi/swagger-ui-bundle.js", SCRIPT, swagger + "/swagger-ui-bundle.js");
    }

    private void mount(Router router, String path, String type, String resource) {
        Buffer content = files.readFileBlocking(resource);
        router.get(path)
                .handler(route -> route.response()
                        .putHeader("content-type", type)
                        .putHeader("cache-control", CACHE)
                        .putHeader("content-security-policy", POLICY)
                        .putHeader("referrer-policy", "no-referrer")
                        .putHeader("x-content-type-options", "nosniff")
                        .end(content));
    }

    /** A WebJar has its version in its paths. */
    private String swaggerVersion() {
        Properties jar = new Properties();
        try {
            jar.load(new StringReader(files.readFileBlocking("META-INF/maven/org.webjars/swagger-ui/pom.properties")
                    .toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.getProperty("version");
    }
}
