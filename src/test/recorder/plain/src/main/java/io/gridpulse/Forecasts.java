package io.gridpulse;

import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the forecast service through a retry, a circuit breaker and a bulkhead, each if it is configured. */
final class Forecasts {
    private static final Logger LOG = LoggerFactory.getLogger(Forecasts.class);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Duration timeout = Duration.ofMillis(Env.number("FORECAST_TIMEOUT", 1500));
    private final Retry retry = Retry.of("forecast", RetryConfig.custom().maxAttempts(Env.number("RETRY_ATTEMPTS", 1)).waitDuration(Duration.ofMillis(Env.number("RETRY_WAIT", 100))).build());
    private final CircuitBreaker breaker = CircuitBreaker.of("forecast",
            CircuitBreakerConfig.custom().slidingWindowSize(20).minimumNumberOfCalls(10).failureRateThreshold(50).waitDurationInOpenState(Duration.ofSeconds(10)).build());
    private final ThreadPoolBulkhead bulkhead = ThreadPoolBulkhead.of("forecast", ThreadPoolBulkheadConfig.custom().coreThreadPoolSize(Env.number("BULKHEAD", 40))
            .maxThreadPoolSize(Env.number("BULKHEAD", 40)).queueCapacity(Env.number("BULKHEAD_QUEUE", 10)).build());

    Forecasts(String url) {
        this.url = url;
        retry.getEventPublisher().onRetry(e -> {
            LOG.warn("{}", e);
            Lite.count("retries");
        });
        breaker.getEventPublisher().onStateTransition(e -> LOG.warn("{}", e));
        Lite.gauge("resilience4j_bulkhead_queue_depth", () -> bulkhead.getMetrics().getQueueDepth());
    }

    String of(long meter) throws Exception {
        Callable<String> call = () -> call(meter);
        if (Env.number("BREAKER", 0) == 1) {
            call = breaker.decorateCallable(call);
        }
        Callable<String> inner = retry.decorateCallable(call);
        if (Env.number("BULKHEAD", 0) == 0) {
            return inner.call();
        }
        return bulkhead.executeCallable(inner).toCompletableFuture().join();
    }

    private String call(long meter) throws IOException, InterruptedException {
        Lite.count("outbound_requests");
        var q = HttpRequest.newBuilder(URI.create(url + "/forecast/" + meter)).timeout(timeout).build();
        HttpResponse<String> a = http.send(q, HttpResponse.BodyHandlers.ofString());
        if (a.statusCode() != 200) {
            throw new IOException("GET " + q.uri() + " answered " + a.statusCode());
        }
        return a.body();
    }
}
