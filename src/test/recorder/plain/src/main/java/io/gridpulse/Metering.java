package io.gridpulse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes readings from the topic, has them checked and stores them. */
public final class Metering {
    private static final Logger LOG = LoggerFactory.getLogger(Metering.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HikariDataSource ds = Database.open("metering");
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).version(HttpClient.Version.HTTP_1_1).build();
    private final String checker = Env.text("CHECKER_URL", "");
    private final KafkaConsumer<String, String> consumer;
    private volatile boolean running = true;

    private Metering() {
        Properties p = new Properties();
        p.put("bootstrap.servers", Env.need("KAFKA"));
        p.put("group.id", "metering");
        p.put("client.id", Env.text("SERVICE", "metering"));
        p.put("auto.offset.reset", "earliest");
        p.put("enable.auto.commit", "false");
        p.put("max.poll.records", Env.text("MAX_POLL_RECORDS", "50"));
        p.put("max.poll.interval.ms", Env.text("MAX_POLL_INTERVAL", "300000"));
        p.put("session.timeout.ms", "10000");
        p.put("heartbeat.interval.ms", "2000");
        p.put("metadata.max.age.ms", "10000");
        consumer = new KafkaConsumer<>(p, new StringDeserializer(), new StringDeserializer());
    }

    public static void main(String[] args) throws Exception {
        LOG.info("metering {} starting", Env.RELEASE);
        Metering m = new Metering();
        Lite.serve(9102);
        Lite.gauge("consumer_lag", () -> m.lag);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            m.running = false;
            m.consumer.wakeup();
            try {
                main.join(5000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        m.run();
    }

    private volatile long lag;

    private void run() {
        consumer.subscribe(List.of(Env.text("TOPIC", "readings")));
        long told = 0;
        long stored = 0;
        try {
            while (running) {
                var records = consumer.poll(Duration.ofMillis(500));
                for (TopicPartition tp : records.partitions()) {
                    for (ConsumerRecord<String, String> r : records.records(tp)) {
                        long begin = System.nanoTime();
                        try {
                            handle(r);
                            Lite.done(System.nanoTime() - begin, false);
                            stored++;
                        } catch (Exception e) {
                            Lite.done(System.nanoTime() - begin, true);
                            LOG.error("Reading at offset {} of {} could not be stored, trying again", r.offset(), tp, e);
                            Thread.sleep(500);
                            consumer.seek(tp, r.offset());
                            break;
                        }
                    }
                }
                if (!records.isEmpty()) {
                    commit();
                }
                if (System.currentTimeMillis() - told > 5000) {
                    told = System.currentTimeMillis();
                    long sum = 0;
                    for (var end : consumer.endOffsets(consumer.assignment()).entrySet()) {
                        sum += end.getValue() - consumer.position(end.getKey());
                    }
                    lag = sum;
                    LOG.info("{} readings stored, lag {}", stored, lag);
                }
            }
        } catch (org.apache.kafka.common.errors.WakeupException e) {
            LOG.info("metering {} stopping", Env.RELEASE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.close();
        }
    }

    /** A consumer that is no member any more joins again with its next poll. */
    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException e) {
            LOG.warn("Offsets of the last batch not committed", e);
        }
    }

    private void handle(ConsumerRecord<String, String> r) throws Exception {
        JsonNode body;
        try {
            body = JSON.readTree(r.value());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a reading: " + r.value(), e);
        }
        if (!checker.isEmpty()) {
            Lite.count("outbound_requests");
            var a = http.send(HttpRequest.newBuilder(URI.create(checker + "/check")).timeout(Duration.ofSeconds(8)).build(), HttpResponse.BodyHandlers.ofString());
            if (a.statusCode() != 200) {
                throw new IllegalStateException("plausibility check answered " + a.statusCode());
            }
        }
        try (var c = ds.getConnection(); var s = c.prepareStatement("insert into readings(meter_id, kwh) values (?, ?)")) {
            s.setLong(1, body.get("meter").asLong());
            s.setBigDecimal(2, body.get("kwh").decimalValue());
            s.executeUpdate();
        }
    }
}
