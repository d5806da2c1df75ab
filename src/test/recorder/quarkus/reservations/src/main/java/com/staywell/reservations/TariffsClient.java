package com.staywell.reservations;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

@ApplicationScoped
public class TariffsClient {
    private static final Logger LOG = Logger.getLogger(TariffsClient.class);

    @Inject Vertx vertx;
    @Inject Lite lite;
    @ConfigProperty(name = "tariffs.host") String host;
    @ConfigProperty(name = "tariffs.port") int port;
    @ConfigProperty(name = "tariffs.timeout") long timeout;
    @ConfigProperty(name = "tariffs.retries") int retries;

    private WebClient client;

    @PostConstruct
    void open() {
        client = WebClient.create(vertx, new WebClientOptions().setDefaultHost(host).setDefaultPort(port).setConnectTimeout(1000).setMaxPoolSize(40).setKeepAlive(false));
    }

    public BigDecimal quote(long room, int nights) {
        return once(room, nights, 1).await().indefinitely();
    }

    private Uni<BigDecimal> once(long room, int nights, int attempt) {
        lite.count("outbound_requests");
        Uni<BigDecimal> call = client.get("/tariffs/" + room + "?nights=" + nights).timeout(timeout).send().map(r -> {
            if (r.statusCode() != 200) {
                throw new IllegalStateException("tariffs answered " + r.statusCode() + " " + r.statusMessage() + " for room " + room);
            }
            JsonObject body = r.bodyAsJsonObject();
            return new BigDecimal(body.getString("total"));
        });
        if (attempt > retries) {
            return call;
        }
        return call.onFailure().recoverWithUni(e -> {
            LOG.warnf("Tariff of room %d not available (attempt %d of %d), trying again: %s", room, attempt, retries + 1, e.getMessage());
            lite.count("retries");
            return once(room, nights, attempt + 1);
        });
    }
}
