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
 * <p>Swagger UI, and not one of its smaller or prettier kin, because it works under a policy that allows neither inline
 * style nor inline script nor another origin; the little pictures in its style sheet are data URLs. It is licensed under
 * Apache 2.0.
 *
 * <p>Only operations of the management plane can be tried. To let the page call the data plane, that would have to accept
 * other origins, or this plane would have to pass selects on; both open a way around the network policy that keeps the
 * two apart. The page gives a command for the shell instead.
 */
final class ContractPageRoutes {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Ours are small and change together; the two megabytes of Swagger UI are fetched once an hour. */
    private static final String ALWAYS_NEW = "no-cache";

    private static final String KEPT = "max-age=3600";

    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final FileSystem files;

    ContractPageRoutes(Vertx vertx) {
        this.files = vertx.fileSystem();
    }

    void mount(Router router) {
        String swagger = "META-INF/resources/webjars/swagger-ui/" + swaggerVersion();
        mount(router, "/openapi", HTML, ALWAYS_NEW, "web/openapi/index.html");
        mount(router, "/openapi/page.css", CSS, ALWAYS_NEW, "web/openapi/page.css");
        mount(router, "/openapi/page.js", SCRIPT, ALWAYS_NEW, "web/openapi/page.js");
        mount(router, "/openapi/swagger-ui.css", CSS, KEPT, swagger + "/swagger-ui.css");
        mount(router, "/openapi/swagger-ui-bundle.js", SCRIPT, KEPT, swagger + "/swagger-ui-bundle.js");
    }

    private void mount(Router router, String path, String type, String cache, String resource) {
        Buffer content = files.readFileBlocking(resource);
        router.get(path)
                .handler(route -> route.response()
                        .putHeader("content-type", type)
                        .putHeader("cache-control", cache)
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
