package io.encore.boxoffice;

import io.encore.lite.Lite;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that boxoffice calls. */
final class Remote {
    private static final Logger LOG = LoggerFactory.getLogger(Remote.class);

    private final Vertx vertx;
    private final WebClient client;
    private final String name;
    private final String url;
    private final int timeout;
    private final int attempts;
    private final int wait;
    private final AtomicInteger inFlight = new AtomicInteger();

    Remote(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
        String key = name.toUpperCase();
        url = Lite.text(key + "_URL", "http://localhost:1");
        timeout = Lite.number(key + "_TIMEOUT", 3000);
        attempts = Lite.number(key + "_ATTEMPTS", 1);
        wait = Lite.number(key + "_WAIT", 50);
        client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(1500).setKeepAliveTimeout(Lite.number("KEEP_ALIVE", 20)).setUserAgent("boxoffice/" + Lite.text("RELEASE", "")),
                new PoolOptions().setHttp1MaxSize(Lite.number("HTTP_POOL", 60)));
        Lite.gauge("outbound_in_flight_" + name, inFlight::get);
    }

    Future<JsonObject> post(String path, JsonObject body) {
        return attempt(path, body, 1);
    }

    private Future<JsonObject> attempt(String path, JsonObject body, int n) {
        Lite.count("outbound_requests_" + name);
        inFlight.incrementAndGet();
        return client.postAbs(url + path).timeout(timeout).sendJsonObject(body).expecting(HttpResponseExpectation.SC_SUCCESS).map(r -> r.bodyAsJsonObject())
                .onComplete(r -> inFlight.decrementAndGet())
                .recover(e -> {
                    if (n >= attempts) {
                        return Future.failedFuture(e);
                    }
                    LOG.warn("{} call failed (attempt {} of {}), trying again in {} ms: {}", name, n, attempts, wait, e.getMessage());
                    return vertx.timer(wait, TimeUnit.MILLISECONDS).compose(x -> attempt(path, body, n + 1));
                });
    }
}
