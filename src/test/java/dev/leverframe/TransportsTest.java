package dev.leverframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leverframe.config.ConfigurationException;
import dev.leverframe.config.TransportChoice;
import dev.leverframe.testing.RunningService;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.transport.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class TransportsTest {
    private static final String SELECT = "{\"candidates\": [\"a\"]}";

    @ParameterizedTest
    @EnumSource(TransportChoice.class)
    void serviceAnswersOnEveryTransportThatTheMachineHas(TransportChoice choice) {
        if (choice != TransportChoice.AUTO && !isAvailable(choice)) {
            return; // it is refused, which another test shows
        }
        try (RunningService service = RunningService.start(Map.of("LEVERFRAME_TRANSPORT", choice.word()))) {
            assertThat(service.select("routing", SELECT).getString("arm")).isEqualTo("a");
        }
    }

    @Test
    void autoTakesTheFirstThatIsAvailable() {
        String first = Stream.of(TransportChoice.IO_URING, TransportChoice.EPOLL, TransportChoice.NIO)
                .filter(TransportsTest::isAvailable)
                .findFirst()
                .map(TransportChoice::word)
                .orElseThrow();
        assertThat(Transports.choose(TransportChoice.AUTO).name()).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(value = TransportChoice.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void namedTransportIsTakenOrRefusedButNeverReplaced(TransportChoice choice) {
        if (isAvailable(choice)) {
            assertThat(Transports.choose(choice).name()).isEqualTo(choice.word());
        } else {
            assertThatThrownBy(() -> Transports.choose(choice))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(choice.word());
        }
    }

    /** The natives have the version of the classes, or they would not link. */
    @Test
    void linuxHasEpoll() {
        assumeTrue(System.getProperty("os.name").equals("Linux"));
        assertThat(Transport.EPOLL.unavailabilityCause()).isNull();
    }

    /** Prior knowledge: no upgrade from HTTP/1.1, one connection, and all requests on it at once. */
    @Test
    void cleartextHttp2CarriesManyRequestsOnOneConnection() throws Exception {
        try (RunningService service = RunningService.start()) {
            var client = service.vertx()
                    .createHttpClient(new HttpClientOptions()
                            .setProtocolVersion(HttpVersion.HTTP_2)
                            .setHttp2ClearTextUpgrade(false)
                            .setHttp2MultiplexingLimit(100));
            int port = URI.create(service.dataUrl()).getPort();
            List<String> versions = new ArrayList<>();
            var answers = Stream.generate(() -> client.request(
                                    HttpMethod.POST, port, "localhost", "/v1/domains/routing/select")
                            .compose(request -> request.send(SELECT))
                            .compose(response -> response.body()
                                    .map(body -> response.statusCode() + " " + response.version() + " "
                                            + body.toJsonObject().getString("arm"))))
                    .limit(100)
                    .toList();
            for (var answer : answers) {
                versions.add(answer.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS));
            }
            assertThat(versions).hasSize(100).containsOnly("200 HTTP_2 a");
        }
    }

    private static boolean isAvailable(TransportChoice choice) {
        Transport transport = switch (choice) {
            case IO_URING -> Transport.IO_URING;
            case EPOLL -> Transport.EPOLL;
            case NIO, AUTO -> Transport.NIO;
        };
        return transport != null && transport.available();
    }
}
