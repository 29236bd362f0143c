package dev.leverframe.stats;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.TreeSet;

/** Which methods a path takes, as its routes say. */
final class Methods {
    private final Router router;

    /** @param router with all of its routes */
    Methods(Router router) {
        this.router = router;
    }

    /** Whatever answers GET answers HEAD, without the body (RFC 9110, section 9.3.2). */
    void answerHead() {
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
                route.method(HttpMethod.HEAD);
            }
        }
    }

    /** For the header Allow: in alphabetical order. */
    String on(String path) {
        Set<String> names = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && route.getPath() != null && matches(route.getPath(), path)) {
                route.methods().forEach(method -> names.add(method.name()));
            }
        }
        return String.join(", ", names);
    }

    private static boolean matches(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (expected.length != given.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (!expected[i].startsWith(":") && !expected[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
