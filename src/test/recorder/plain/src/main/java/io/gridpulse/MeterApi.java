package io.gridpulse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meters, their readings and contracts for the portal of the utility. */
public final class MeterApi {
    private static final Logger LOG = LoggerFactory.getLogger(MeterApi.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HikariDataSource ds = Database.open("meterapi");
    private final Forecasts forecasts = System.getenv("FORECAST_URL") == null ? null : new Forecasts(Env.need("FORECAST_URL"));
    private final KafkaProducer<String, String> producer = System.getenv("KAFKA") == null ? null : producer();
    private final Path topic = Path.of(Env.text("TOPIC_FILE", "/dev/null"));

    public static void main(String[] args) throws Exception {
        LOG.info("meterapi {} starting", Env.RELEASE);
        MeterApi api = new MeterApi();
        Javalin app = Web.create();
        app.get("/meters/{id}", api::meter);
        app.get("/meters/{id}/readings", api::readings);
        app.get("/meters/{id}/forecast", api::forecast);
        app.post("/readings", api::reading);
        app.post("/transfers", api::transfer);
        Web.start(app, "meterapi");
    }

    private static KafkaProducer<String, String> producer() {
        Properties p = new Properties();
        p.put("bootstrap.servers", Env.need("KAFKA"));
        p.put("client.id", "meterapi");
        p.put("delivery.timeout.ms", "5000");
        p.put("request.timeout.ms", "3000");
        p.put("max.block.ms", "3000");
        p.put("linger.ms", "0");
        return new KafkaProducer<>(p, new StringSerializer(), new StringSerializer());
    }

    private void meter(Context x) throws SQLException {
        try (Connection c = ds.getConnection(); var s = c.prepareStatement("select street, city, serial from meters where id = ?")) {
            s.setLong(1, Long.parseLong(x.pathParam("id")));
            try (var rows = s.executeQuery()) {
                if (!rows.next()) {
                    x.status(404);
                    return;
                }
                x.json(Map.of("street", rows.getString(1), "city", rows.getString(2), "serial", rows.getString(3)));
            }
        }
    }

    private void readings(Context x) throws SQLException, IOException {
        long id = Long.parseLong(x.pathParam("id"));
        Connection c = ds.getConnection();
        List<String> out = new ArrayList<>();
        try (var s = c.prepareStatement("select kwh from readings where meter_id = ? order by id desc limit 10")) {
            s.setLong(1, id);
            try (var rows = s.executeQuery()) {
                while (rows.next()) {
                    out.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            c.close();
            throw e;
        }
        if (Env.RELEASE.equals("3.5.0") && id % 3 == 0) {
            // Every third meter is a new one with another unit.
            x.json(out.stream().map(v -> v + " kWh").toList());
            return;
        }
        c.close();
        if (Env.RELEASE.equals("3.6.0")) {
            archive(id, out);
        }
        x.json(out);
    }

    /** Writes what was shown to a file for the auditors. */
    private static void archive(long id, List<String> shown) throws IOException {
        FileOutputStream file = new FileOutputStream(Env.text("ARCHIVE", "/tmp") + "/shown-" + id + "-" + System.nanoTime() + ".csv");
        file.write(String.join(";", shown).getBytes(StandardCharsets.UTF_8));
        OPEN.add(file);
    }

    private static final List<FileOutputStream> OPEN = java.util.Collections.synchronizedList(new ArrayList<>());

    private void forecast(Context x) {
        try {
            x.result(forecasts.of(Long.parseLong(x.pathParam("id"))));
        } catch (Exception e) {
            LOG.error("No forecast for meter {}: {}", x.pathParam("id"), e.toString());
            x.status(502).result("forecast");
        }
    }

    private void reading(Context x) throws IOException, InterruptedException {
        JsonNode body = JSON.readTree(x.body());
        String key = body.get("meter").asText();
        try {
            producer.send(new ProducerRecord<>(topic(), key, x.body())).get(6, TimeUnit.SECONDS);
            Lite.count("records_sent");
            x.status(202);
        } catch (ExecutionException e) {
            LOG.error("Reading of meter {} not accepted: {}", key, e.getCause() == null ? e : e.getCause().toString());
            x.status(503).result("not accepted");
        } catch (TimeoutException e) {
            LOG.error("Reading of meter {} not accepted within 6 s", key);
            x.status(503).result("not accepted");
        }
    }

    /** The setting is read anew for each record. */
    private String topic() throws IOException {
        String name = Files.readString(topic).strip();
        return name.isEmpty() ? "readings" : name;
    }

    private void transfer(Context x) throws IOException, SQLException, InterruptedException {
        JsonNode body = JSON.readTree(x.body());
        long from = body.get("from").asLong();
        long to = body.get("to").asLong();
        boolean swap = !Env.RELEASE.equals("3.7.0") && from > to;
        try (Connection c = ds.getConnection()) {
            c.setAutoCommit(false);
            try {
                add(c, swap ? to : from, swap ? 1 : -1);
                Thread.sleep(Env.number("TRANSFER_MS", 40));
                add(c, swap ? from : to, swap ? -1 : 1);
                c.commit();
            } catch (SQLException e) {
                c.rollback();
                throw e;
            }
        }
        x.status(204);
    }

    private static void add(Connection c, long contract, int amount) throws SQLException {
        try (var s = c.prepareStatement("update contracts set balance = balance + ? where id = ?")) {
            s.setInt(1, amount);
            s.setLong(2, contract);
            s.executeUpdate();
        }
    }
}
