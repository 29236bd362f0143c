package dev.leverframe.testing;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as curl makes it of {@code -s}, {@code -X}, {@code -H}, {@code -d} and one URL; any other option is refused. Like
 * curl, it calls a body without a content type a form.
 *
 * @param url with or without a scheme
 * @param headers by name in lower case
 */
record CurlCommand(String method, String url, @Nullable String body, Map<String, String> headers) {
    CurlCommand {
        headers = Map.copyOf(headers);
    }

    static CurlCommand of(ShellCommand command) {
        Iterator<String> words = command.words().iterator();
        words.next();
        String method = null;
        String url = null;
        String body = null;
        Map<String, String> headers = new HashMap<>();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "-s" -> {}
                case "-X" -> method = words.next();
                case "-d" -> body = words.next();
                case "-H" -> addHeader(headers, words.next());
                default -> url = onlyUrl(word, url);
            }
        }
        if (url == null) {
            throw new IllegalArgumentException("no URL in " + command);
        }
        if (body != null) {
            headers.putIfAbsent("content-type", "application/x-www-form-urlencoded");
        }
        return new CurlCommand(method == null ? (body == null ? "GET" : "POST") : method, url, body, headers);
    }

    private static void addHeader(Map<String, String> headers, String header) {
        int colon = header.indexOf(':');
        headers.put(
                header.substring(0, colon).toLowerCase(Locale.ROOT),
                header.substring(colon + 1).strip());
    }

    private static String onlyUrl(String word, @Nullable String before) {
        if (word.startsWith("-") || before != null) {
            throw new IllegalArgumentException("options are -s, -X, -H and -d, and one URL, got " + word);
        }
        return word;
    }

    /** The answer of a service on other ports than the default ones. */
    RunningService.Answer runAgainst(RunningService service) {
        String address = url.replaceFirst("^http://", "");
        int slash = address.indexOf('/');
        String base = switch (address.substring(0, slash)) {
            case "localhost:8080" -> service.dataUrl();
            case "localhost:8081" -> service.managementUrl();
            default -> throw new IllegalArgumentException("localhost on 8080 or 8081 expected, got " + url);
        };
        return service.call(method, base, address.substring(slash), body, headers);
    }
}
