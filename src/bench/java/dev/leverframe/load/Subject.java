package dev.leverframe.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The service under test: how it is set up, and what is sent to it. */
final class Subject {
    /** As many as in a micro-batch of a client that has some. */
    static final int BATCH = 32;

    /** Far above what is in flight at once. */
    private static final int LAG = 500;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess process;

    Subject(ServerProcess process) {
        this.process = process;
    }

    /** A domain with a context-free core policy, and one with an experiment in shadow beside the same. */
    void configure() throws IOException, InterruptedException {
        manage("/v1/domains/core", Bodies.POLICY);
        manage("/v1/domains/watched", Bodies.POLICY);
        manage("/v1/domains/watched/experiments/lints", Bodies.EXPERIMENT);
    }

    /** Domains with an experiment in shadow, of so many arms and with a context of so many positions, the constant included. */
    void configure(int domains, int arms, int dimension) throws IOException, InterruptedException {
        String names = IntStream.range(0, arms).mapToObj(arm -> "\"arm" + arm + "\"").collect(Collectors.joining(", "));
        for (int domain = 0; domain < domains; domain++) {
            manage(
                    "/v1/domains/scaled" + domain,
                    "{\"arms\": [" + names + "], \"policy\": {\"type\": \"thompson\"}, \"context\": {\"dimension\": "
                            + dimension + "}}");
            manage("/v1/domains/scaled" + domain + "/experiments/lints", Bodies.EXPERIMENT);
        }
    }

    /** Selects of these domains by turns, so many in a request; all arms of the domain are candidates. */
    static Traffic scaled(int domains, int dimension, int items) {
        String vector = IntStream.range(1, dimension)
                .mapToObj(i -> Integer.toString(i % 7 - 3))
                .collect(Collectors.joining(".25, ", "[", ".25]"));
        String select = "{\"context\": {\"vector\": " + vector + "}}";
        List<String> paths = IntStream.range(0, domains)
                .mapToObj(domain -> "/v1/domains/scaled" + domain + (items == 1 ? "/select" : "/select/batch"))
                .toList();
        String body = items == 1
                ? select
                : IntStream.range(0, items)
                        .mapToObj(i -> select)
                        .collect(Collectors.joining(", ", "{\"requests\": [", "]}"));
        return Traffic.byTurns(paths, body, items);
    }

    static Traffic core() {
        return Traffic.fixed("/v1/domains/core/select", Bodies.NAMED, 1);
    }

    static Traffic watched() {
        return Traffic.fixed("/v1/domains/watched/select", Bodies.WITH_VECTOR, 1);
    }

    static Traffic batches() {
        String items = IntStream.range(0, BATCH).mapToObj(i -> Bodies.WITH_VECTOR).collect(Collectors.joining(", "));
        return Traffic.fixed("/v1/domains/watched/select/batch", "{\"requests\": [" + items + "]}", BATCH);
    }

    /** Outcomes of decisions that {@link #decide} made; past the number of these, duplicates. */
    static Traffic outcomes(String tag, int numbers) {
        return Traffic.named(tag, numbers, outcome(0));
    }

    /** A select and an outcome by turns. */
    static Traffic mixed(String tag) {
        Traffic.Message select = Traffic.Message.named(
                "/v1/domains/watched/select", "{\"decision_id\": \"", "\", " + Bodies.WITH_VECTOR.substring(1), 0);
        return Traffic.named(tag, 10_000_000, select, outcome(LAG));
    }

    private static Traffic.Message outcome(int lag) {
        return Traffic.Message.named("/v1/domains/watched/outcomes", "{\"decision_id\": \"", Bodies.OUTCOME_END, lag);
    }

    /** Makes the decisions that {@link #outcomes} are for. */
    void decide(Traffic outcomes, int senders) throws IOException, InterruptedException {
        for (int sender = 0; sender < senders; sender++) {
            for (int from = 0; from < outcomes.numbers(); from += 1000) {
                int of = sender;
                String items = IntStream.range(from, Math.min(from + 1000, outcomes.numbers()))
                        .mapToObj(n -> "{\"decision_id\": \"" + outcomes.id(of, n) + "\", " + Bodies.WITH_VECTOR.substring(1))
                        .collect(Collectors.joining(", "));
                post("/v1/domains/watched/select/batch", "{\"requests\": [" + items + "]}");
            }
        }
    }

    /** What the bare server is to answer: paths by their ends, and what the service answers there. */
    List<String> answers() throws IOException, InterruptedException {
        String id = "bare-00-00000000";
        String select =
                post("/v1/domains/watched/select", "{\"decision_id\": \"" + id + "\", " + Bodies.WITH_VECTOR.substring(1));
        String outcome = post("/v1/domains/watched/outcomes", "{\"decision_id\": \"" + id + Bodies.OUTCOME_END);
        Traffic batch = batches();
        String decisions =
                post(batch.messages().get(0).path(), batch.messages().get(0).before());
        return List.of("select", select, "outcomes", outcome, "select/batch", decisions);
    }

    private void manage(String path, String body) throws IOException, InterruptedException {
        send("PUT", process.managementPort(), path, body);
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return send("POST", process.dataPort(), path, body);
    }

    private String send(String method, int port, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
