package dev.leverframe.stats;

import dev.leverframe.model.Refusal;
import dev.leverframe.web.Listener;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The dashboard's files, as they stand in the jar: {@code GET /} and {@code GET /assets/...}. A browser keeps them and asks
 * with their ETag, so a new version of the service shows at the next load.
 */
final class AssetRoutes {
    private static final String ROOT = "dashboard/";
    private static final String CHARTS = "META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> FROM_OTHERS =
            Map.of("uplot.js", CHARTS + "uPlot.esm.js", "uplot.css", CHARTS + "uPlot.min.css");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");
    /** No dot but the last one's, so no path leads out of the folder. */
    private static final Pattern PATH = Pattern.compile("([a-z0-9-]+/)*[a-z0-9-]+\\.(js|css|svg)");

    /** Nothing from elsewhere, nothing inline; charts size themselves by properties of elements, which this permits. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Vertx vertx;
    /** As many as there are files: what is not there is not kept. */
    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    AssetRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router router) {
        router.get("/").handler(route -> serve(route, "index.html"));
        router.get("/assets/*").handler(this::asset);
    }

    private void asset(RoutingContext route) {
        String path = route.request().path().substring("/assets/".length());
        if (PATH.matcher(path).matches()) {
            serve(route, path);
        } else {
            unknown(route);
        }
    }

    private static void unknown(RoutingContext route) {
        RouteSupport.refuse(
                route,
                new Refusal(
                        Refusal.Code.NOT_FOUND,
                        "the dashboard has no file " + route.request().path()));
    }

    private void serve(RoutingContext route, String path) {
        Asset known = loaded.get(path);
        if (known != null) {
            write(route, known);
            return;
        }
        vertx.executeBlocking(() -> load(path), false)
                .onSuccess(found -> found.ifPresentOrElse(asset -> write(route, asset), () -> unknown(route)))
                .onFailure(failure -> Listener.failed(route.request(), failure));
    }

    private Optional<Asset> load(String path) throws IOException {
        String resource = FROM_OTHERS.getOrDefault(path, ROOT + path);
        try (InputStream in = AssetRoutes.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
            Asset asset = Asset.of(type, in.readAllBytes());
            loaded.put(path, asset);
            return Optional.of(asset);
        }
    }

    private static void write(RoutingContext route, Asset asset) {
        HttpServerResponse response = route.response()
                .putHeader("etag", asset.tag)
                .putHeader("cache-control", "no-cache")
                .putHeader("vary", "accept-encoding")
                .putHeader("content-security-policy", POLICY)
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("x-content-type-options", "nosniff");
        if (asset.tag.equals(route.request().getHeader("if-none-match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", asset.type);
        String accepted = route.request().getHeader("accept-encoding");
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader("content-encoding", "gzip").end(asset.packed);
        } else {
            response.end(asset.plain);
        }
    }

    private record Asset(String type, String tag, Buffer plain, Buffer packed) {
        private static final int TAG_HEX = 16;

        static Asset of(String type, byte[] bytes) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            return new Asset(type, tag(bytes), Buffer.buffer(bytes), Buffer.buffer(packed.toByteArray()));
        }

        private static String tag(byte[] bytes) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                return '"' + HexFormat.of().formatHex(digest).substring(0, TAG_HEX) + '"';
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
