package dev.leverframe.stats;

import dev.leverframe.model.Origin;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who calls, as far as a request tells. Nothing here is proved: it is what the audit log can say, not a permission. */
final class Callers {
    /** What authenticating proxies set. */
    private static final String USER = "X-Forwarded-User";

    private static final int ACTOR_CHARS_MAX = 128;
    private static final int REASON_CHARS_MAX = 500;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    private Callers() {}

    /** The caller, and {@code ?reason=} where it is given. */
    static Origin origin(RoutingContext route) {
        String user = text(route.request().getHeader(USER), ACTOR_CHARS_MAX);
        String reason = text(route.request().getParam("reason"), REASON_CHARS_MAX);
        return new Origin(user == null ? address(route) : user, reason);
    }

    private static String address(RoutingContext route) {
        var remote = route.request().remoteAddress();
        String host = remote == null ? null : remote.hostAddress();
        return host == null ? "unknown" : host;
    }

    private static @Nullable String text(@Nullable String given, int charsMax) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String printable = UNPRINTABLE.matcher(given.strip()).replaceAll(" ");
        return printable.length() <= charsMax ? printable : printable.substring(0, charsMax);
    }
}
