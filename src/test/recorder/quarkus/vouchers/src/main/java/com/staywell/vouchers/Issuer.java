package com.staywell.vouchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Takes orders for vouchers from a queue, has the partner print them and stores the code. */
@ApplicationScoped
public class Issuer {
    private static final Logger LOG = Logger.getLogger(Issuer.class);

    @Inject AgroalDataSource ds;
    @Inject Lite lite;
    @ConfigProperty(name = "amqp.host") String host;
    @ConfigProperty(name = "amqp.queue") String queue;
    @ConfigProperty(name = "amqp.prefetch") int prefetch;
    @ConfigProperty(name = "partner.url") String partner;
    @ConfigProperty(name = "partner.token") String token;
    @ConfigProperty(name = "vouchers.requeue") boolean requeue;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).version(HttpClient.Version.HTTP_1_1).build();
    private Connection connection;

    void start(@Observes StartupEvent e) throws Exception {
        ConnectionFactory f = new ConnectionFactory();
        f.setHost(host);
        f.setNetworkRecoveryInterval(3000);
        connection = f.newConnection("vouchers");
        Channel ch = connection.createChannel();
        ch.queueDeclare(queue, true, false, false, Map.of());
        ch.basicQos(prefetch);
        DeliverCallback take = (tag, d) -> {
            long begin = System.nanoTime();
            boolean failed = true;
            try {
                handle(d.getBody());
                ch.basicAck(d.getEnvelope().getDeliveryTag(), false);
                failed = false;
            } catch (Exception x) {
                LOG.errorf(x, "Order %s could not be handled%s", d.getProperties().getMessageId(), requeue ? ", back to the queue" : "");
                pause(400);
                ch.basicNack(d.getEnvelope().getDeliveryTag(), false, requeue);
            } finally {
                lite.done(System.nanoTime() - begin, failed);
            }
        };
        ch.basicConsume(queue, false, take, tag -> LOG.warnf("Consumer %s cancelled by the broker", tag));
        LOG.infof("Consuming %s on %s, prefetch %d", queue, host, prefetch);
    }

    void stop(@Observes ShutdownEvent e) throws IOException {
        connection.close();
    }

    /** A message that comes back at once would keep the consumer busy. */
    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(byte[] body) throws Exception {
        JsonNode order = json.readTree(body);
        int value = Integer.parseInt(order.get("value").asText());
        long begin = System.nanoTime();
        lite.count("outbound_requests");
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(partner + "/print")).header("Authorization", "Bearer " + token).timeout(Duration.ofSeconds(6))
                .POST(HttpRequest.BodyPublishers.ofString("{\"value\":" + value + "}")).build(), HttpResponse.BodyHandlers.ofString());
        long ms = (System.nanoTime() - begin) / 1_000_000;
        if (answer.statusCode() != 200) {
            throw new IOException("voucher printer answered " + answer.statusCode() + ": " + answer.body());
        }
        if (ms > 400) {
            LOG.warnf("Voucher printer took %d ms", ms);
        }
        try (var c = ds.getConnection(); var s = c.prepareStatement("insert into vouchers(guest, value) values (?, ?)")) {
            s.setString(1, order.get("guest").asText());
            s.setInt(2, value);
            s.executeUpdate();
        }
        LOG.infof("Voucher of %d EUR for %s issued", value, order.get("guest").asText());
    }
}
