package dev.leverframe.load;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the service is compared with: reads each body whole and answers with fixed bytes, without a look at either. No router,
 * no metrics, no event bus; a verticle for each event loop, as many loops as the service has.
 *
 * <p>Arguments: transport, then pairs of the end of a path and the answer to it.
 */
final class BareServer extends VerticleBase {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final List<String> ends = new ArrayList<>();
    private final List<Buffer> answers = new ArrayList<>();
    private int port;

    private BareServer(String[] arguments) {
        for (int i = 1; i < arguments.length; i += 2) {
            ends.add(arguments[i]);
            answers.add(Buffer.buffer(arguments[i + 1]));
        }
    }

    public static void main(String[] arguments) {
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(loops))
                .withTransport(transport(arguments[0]))
                .build();
        List<BareServer> servers = new ArrayList<>();
        Future<?> open = Future.succeededFuture();
        for (int i = 0; i < loops; i++) {
            servers.add(new BareServer(arguments));
            open = open.compose(before -> vertx.deployVerticle(servers.get(servers.size() - 1)));
        }
        open.onSuccess(all -> System.out.println(ServerProcess.ready(servers.get(0).port)))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static Transport transport(String word) {
        return switch (word) {
            case "io_uring" -> Objects.requireNonNull(Transport.IO_URING, "the natives are on the class path");
            case "epoll" -> Objects.requireNonNull(Transport.EPOLL, "the natives are on the class path");
            default -> Transport.NIO;
        };
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(-1, "localhost")
                .onSuccess((HttpServer open) -> port = open.actualPort());
    }

    private void answer(HttpServerRequest request) {
        request.bodyHandler(body ->
                request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(answerTo(request.path())));
    }

    private Buffer answerTo(String path) {
        for (int i = 0; i < ends.size(); i++) {
            if (path.endsWith(ends.get(i))) {
                return answers.get(i);
            }
        }
        throw new IllegalArgumentException("no answer for " + path);
    }
}
