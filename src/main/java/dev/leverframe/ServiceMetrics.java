package dev.leverframe;

import dev.leverframe.web.RequestMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.MicrometerMetricsFactory;
import org.jspecify.annotations.Nullable;

/** Vert.x's own metrics, but for those of requests, which stand on the hot path. */
final class ServiceMetrics implements VertxMetricsFactory {
    private final MicrometerMetricsFactory stock;
    private final RequestMetrics requests;

    ServiceMetrics(MeterRegistry registry) {
        stock = new MicrometerMetricsFactory(registry);
        requests = new RequestMetrics(registry);
    }

    @Override
    public VertxMetrics metrics(VertxOptions options) {
        return new Mixed(stock.metrics(options), requests);
    }

    private record Mixed(VertxMetrics stock, RequestMetrics requests) implements VertxMetrics {
        @Override
        public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions options, SocketAddress local) {
            return requests;
        }

        @Override
        public @Nullable EventBusMetrics<?> createEventBusMetrics() {
            return stock.createEventBusMetrics();
        }

        @Override
        public @Nullable HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
            return stock.createHttpClientMetrics(options);
        }

        @Override
        public @Nullable PoolMetrics<?, ?> createPoolMetrics(String type, String name, int maxSize) {
            return stock.createPoolMetrics(type, name, maxSize);
        }

        @Override
        public boolean isMetricsEnabled() {
            return stock.isMetricsEnabled();
        }

        @Override
        public void close() {
            stock.close();
        }
    }
}
