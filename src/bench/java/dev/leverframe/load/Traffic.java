package dev.leverframe.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is sent, one request after another, in turn from a few kinds of message. Each sender has its own numbers, so that an
 * outcome finds the decision that was made some requests before it.
 *
 * @param tag names this run; decision ids begin with it
 * @param itemsEach decisions or outcomes in one request
 * @param numbers after so many the numbers begin again
 */
record Traffic(String tag, List<Message> messages, int itemsEach, int numbers) {
    private static final int NUMBERS = 10_000_000;
    /** Added to the number of a select that stands in for an outcome, at the start. */
    private static final int STAND_IN = 50_000_000;

    /** The same request for ever. */
    static Traffic fixed(String path, String body, int itemsEach) {
        return new Traffic("", List.of(new Message(path, body, "", 0, false)), itemsEach, NUMBERS);
    }

    /** The same few requests for ever, each in its turn. */
    static Traffic byTurns(List<String> paths, String body, int itemsEach) {
        List<Message> messages = paths.stream()
                .map(path -> new Message(path, body, "", 0, false))
                .toList();
        return new Traffic("", messages, itemsEach, NUMBERS);
    }

    /** Different ones, each kind in its turn. */
    static Traffic named(String tag, int numbers, Message... messages) {
        return new Traffic(tag, List.of(messages), 1, numbers);
    }

    /**
     * A kind of request.
     *
     * @param before the body up to the decision id
     * @param after and from there on
     * @param lag an outcome is for the decision so many turns before
     * @param named whether there is a decision id
     */
    record Message(String path, String before, String after, int lag, boolean named) {
        static Message named(String path, String before, String after, int lag) {
            return new Message(path, before, after, lag, true);
        }

        private String head(int idLength) {
            int length = before.length() + after.length() + (named ? idLength : 0);
            return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\ncontent-type: application/json\r\ncontent-length: "
                    + length + "\r\n\r\n";
        }
    }

    /** Whether no request has a number. */
    boolean isConstant() {
        return messages.stream().noneMatch(Message::named);
    }

    /** The request at this position of a sender's sequence. */
    byte[] request(int sender, int position) {
        int turn = position / messages.size() % numbers;
        Message message = messages.get(position % messages.size());
        boolean early = turn < message.lag();
        Message sent = early ? messages.get(0) : message;
        String id = id(sender, early ? turn + STAND_IN : turn - message.lag());
        String text = sent.head(id.length()) + sent.before() + (sent.named() ? id : "") + sent.after();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The id of a decision, always of the same length. */
    String id(int sender, int number) {
        return String.format(Locale.ROOT, "%s-%02d-%08d", tag, sender, number);
    }

    /** The same sequence for wrk, which makes one state a thread. */
    String script() {
        return (isConstant() ? constant() : sequence()) + DONE;
    }

    private String constant() {
        String table = messages.stream()
                .map(message -> quoted(message.head(0) + message.before()))
                .collect(Collectors.joining(",\n"));
        return TURNS.formatted(table);
    }

    private String sequence() {
        String table = messages.stream()
                .map(message -> "{head = " + quoted(message.head(id(0, 0).length()) + message.before()) + ", after = "
                        + quoted(message.after()) + ", lag = " + message.lag() + "}")
                .collect(Collectors.joining(",\n"));
        return SEQUENCE.formatted(table, messages.size(), numbers, STAND_IN, tag);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\r", "\\r").replace("\n", "\\n") + "'";
    }

    private static final String TURNS = """
        local requests = {%s}
        local position = 0
        function request()
          position = position %% #requests + 1
          return requests[position]
        end
        """;

    private static final String SEQUENCE = """
        local senders = 0
        function setup(thread) thread:set('sender', senders); senders = senders + 1 end
        local messages = {%s}
        local position = 0
        function request()
          local kind = position %% %d
          local turn = ((position - kind) / #messages) %% %d
          position = position + 1
          local message = messages[kind + 1]
          local number = turn - message.lag
          if number < 0 then message = messages[1]; number = turn + %d end
          return message.head .. string.format('%s-%%02d-%%08d', sender, number) .. message.after
        end
        """;

    private static final String DONE = """
        function done(summary, latency, requests)
          local errors = summary.errors
          io.write(string.format('RESULT %d %d %d\\n', summary.requests, summary.duration,
            errors.connect + errors.read + errors.write + errors.status + errors.timeout))
        end
        """;
}
