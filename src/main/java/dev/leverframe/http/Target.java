package dev.leverframe.http;

import dev.leverframe.model.Names;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What a request path of the data plane names. Parsed by hand: these few paths are the hot ones, and a router costs a tenth of
 * the throughput.
 *
 * @param hasName whether that could be the name of a domain
 */
record Target(String domain, Operation operation, boolean hasName) {
    private static final String PREFIX = "/v1/domains/";

    private static final Operation[] OPERATIONS = Operation.values();

    enum Operation {
        SELECT("/select"),
        SELECT_BATCH("/select/batch"),
        OUTCOMES("/outcomes"),
        OUTCOMES_BATCH("/outcomes/batch");

        private final String suffix;
        private final String route;

        Operation(String suffix) {
            this.suffix = suffix;
            this.route = PREFIX + "{domain}" + suffix;
        }

        /** The route as metrics label it. */
        String route() {
            return route;
        }
    }

    /** The target, or null where the path is none of the data plane's. */
    static @Nullable Target parse(@Nullable String path) {
        if (path == null || !path.startsWith(PREFIX)) {
            return null;
        }
        int end = path.indexOf('/', PREFIX.length());
        if (end < 0) {
            return null;
        }
        for (Operation operation : OPERATIONS) {
            if (path.length() == end + operation.suffix.length() && path.endsWith(operation.suffix)) {
                return of(decode(path.substring(PREFIX.length(), end)), operation);
            }
        }
        return null;
    }

    private static Target of(String domain, Operation operation) {
        return new Target(domain, operation, Names.nameProblem("domain", domain).isEmpty());
    }

    private static String decode(String segment) {
        try {
            return segment.indexOf('%') < 0 ? segment : QueryStringDecoder.decodeComponent(segment);
        } catch (IllegalArgumentException e) {
            return segment; // no valid name has a percent sign, so the name check refuses it
        }
    }
}
