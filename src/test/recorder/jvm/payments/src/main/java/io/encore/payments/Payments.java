package io.encore.payments;

import io.encore.lite.Lite;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.Status;
import io.helidon.logging.common.LogConfig;
import io.helidon.webclient.api.ClientResponseTyped;
import io.helidon.webclient.api.WebClient;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Charges cards through the acquirer. */
public final class Payments {
    private static final Logger LOG = Logger.getLogger(Payments.class.getName());
    private static final String RELEASE = Lite.text("RELEASE", "1.14.0");

    private final WebClient acquirer = WebClient.builder().baseUri(Lite.text("ACQUIRER_URL", "http://localhost:1")).connectTimeout(Duration.ofMillis(1500))
            .readTimeout(Duration.ofMillis(Lite.number("ACQUIRER_TIMEOUT", 2500))).keepAlive(Lite.number("KEEP_ALIVE", 1) == 1).build();

    public static void main(String[] args) throws Exception {
        LogConfig.configureRuntime();
        Lite.serve();
        Payments p = new Payments();
        WebServer.builder().host(Lite.text("HOST", "0.0.0.0")).port(Lite.number("PORT", 8080)).routing(r -> r.get("/healthz", (q, a) -> a.send("ok")).post("/charges", p::charge)).build().start();
        LOG.info("payments " + RELEASE + " is ready");
    }

    private void charge(ServerRequest q, ServerResponse a) {
        long begin = System.nanoTime();
        boolean failed = true;
        JsonObject order = q.content().as(JsonObject.class);
        try {
            Lite.count("outbound_requests_acquirer");
            // As bytes, so that the request tells its length: the played third party does not read chunks.
            byte[] body = Json.createObjectBuilder(order).add("merchant", "encore").build().toString().getBytes(StandardCharsets.UTF_8);
            ClientResponseTyped<String> r = acquirer.post("/v1/authorisations").contentType(MediaTypes.APPLICATION_JSON).submit(body, String.class);
            if (r.status().code() >= 300) {
                LOG.warning("acquirer answered " + r.status() + " to POST /v1/authorisations for " + order.getString("customer") + ": " + r.entity());
                a.status(r.status().code() == 429 ? Status.SERVICE_UNAVAILABLE_503 : Status.BAD_GATEWAY_502).send("{\"error\":\"acquirer\"}");
                return;
            }
            failed = false;
            a.status(Status.CREATED_201).send(Json.createObjectBuilder().add("charged", order.getInt("amount")).build());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "authorisation of " + order.getString("customer") + " failed", e);
            boolean late = e.getCause() instanceof SocketTimeoutException;
            a.status(late ? Status.GATEWAY_TIMEOUT_504 : Status.BAD_GATEWAY_502).send("{\"error\":\"acquirer\"}");
        } finally {
            Lite.done(begin, failed);
        }
    }
}
