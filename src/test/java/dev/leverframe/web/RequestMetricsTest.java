package dev.leverframe.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMetrics metrics = new RequestMetrics(registry);

    @Test
    void requestsAreCountedByMethodRouteAndCode() {
        answer(HttpMethod.POST, "/v1/domains/{domain}/select", 200);
        answer(HttpMethod.POST, "/v1/domains/{domain}/select", 200);
        answer(HttpMethod.POST, "/v1/domains/{domain}/select", 503);
        assertThat(count("POST", "/v1/domains/{domain}/select", "200")).isEqualTo(2);
        assertThat(count("POST", "/v1/domains/{domain}/select", "503")).isEqualTo(1);
        assertThat(active()).isZero();
    }

    @Test
    void methodsThatClientsMakeUpShareOneLabel() {
        for (int i = 0; i < 100; i++) {
            answer(HttpMethod.valueOf("MADEUP" + i), "", 405);
        }
        assertThat(count("OTHER", "", "405")).isEqualTo(100);
        assertThat(registry.find("vertx.http.server.requests").functionCounters())
                .hasSize(1);
    }

    @Test
    void requestWhoseConnectionWentIsNoLongerActive() {
        RequestMetrics.Exchange exchange = metrics.requestBegin(null, new Request(HttpMethod.GET));
        assertThat(active()).isEqualTo(1);
        metrics.requestReset(exchange);
        assertThat(active()).isZero();
    }

    private void answer(HttpMethod method, String route, int code) {
        RequestMetrics.Exchange exchange = metrics.requestBegin(null, new Request(method));
        metrics.requestRouted(exchange, null);
        metrics.requestRouted(exchange, route);
        metrics.responseEnd(exchange, new Response(code), 0);
    }

    private double count(String method, String route, String code) {
        return registry.get("vertx.http.server.requests")
                .tags("method", method, "route", route, "code", code)
                .functionCounter()
                .count();
    }

    private double active() {
        return registry.get("vertx.http.server.active.requests").gauge().value();
    }

    private record Request(HttpMethod method) implements HttpRequest {
        @Override
        public int id() {
            return 1;
        }

        @Override
        public String uri() {
            return "/";
        }

        @Override
        public String absoluteURI() {
            return "http://localhost/";
        }

        @Override
        public MultiMap headers() {
            return MultiMap.caseInsensitiveMultiMap();
        }

        @Override
        public SocketAddress remoteAddress() {
            return SocketAddress.inetSocketAddress(1, "localhost");
        }
    }

    private record Response(int statusCode) implements HttpResponse {
        @Override
        public MultiMap headers() {
            return MultiMap.caseInsensitiveMultiMap();
        }
    }
}
