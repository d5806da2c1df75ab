package io.encore.seating;

import com.zaxxer.hikari.HikariDataSource;
import io.encore.lite.Lite;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seats of an event: which are free, and holding some of them. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
public class SeatsController {
    private static final Logger LOG = LoggerFactory.getLogger(SeatsController.class);
    private static final String RELEASE = Lite.text("RELEASE", "2.2.0");

    private final DataSource ds;
    private final Plan plan;
    private final BlockingHttpClient venues;

    SeatsController(DataSource ds, Plan plan, @Client("${venues.url}") HttpClient venues) {
        this.ds = ds;
        this.plan = plan;
        this.venues = venues.toBlocking();
        if (ds instanceof HikariDataSource h) {
            Lite.gauge("db_pool_active", () -> h.getHikariPoolMXBean().getActiveConnections());
            Lite.gauge("db_pool_waiting", () -> h.getHikariPoolMXBean().getThreadsAwaitingConnection());
            Lite.gauge("db_pool_max", h::getMaximumPoolSize);
        }
        LOG.info("seating {} with at most {} seats for a customer", RELEASE, plan.most());
    }

    @Get("/healthz")
    @ExecuteOn(TaskExecutors.IO)
    String health() {
        return "ok";
    }

    @Get("/events/{id}/seats")
    List<Map<String, Object>> seats(long id) throws SQLException {
        return measured(() -> {
            List<Map<String, Object>> out = new ArrayList<>();
            try (Connection c = ds.getConnection(); var s = c.prepareStatement("select section, count(*) from holds where event_id = ? group by section")) {
                s.setLong(1, id);
                try (var rows = s.executeQuery()) {
                    while (rows.next()) {
                        out.add(Map.of("section", rows.getString(1), "held", rows.getInt(2)));
                    }
                }
            }
            return out;
        });
    }

    /** What the hall looks like, from the company that owns it. */
    @Get("/events/{id}/map")
    String map(long id) throws SQLException {
        return measured(() -> {
            Lite.count("outbound_requests_venues");
            return venues.retrieve("/v2/halls/" + id % 40);
        });
    }

    /** The seats that a customer holds; since 2.3 with the titles of the events. */
    @Get("/customers/{customer}/holds")
    List<String> holds(String customer) throws SQLException {
        return measured(() -> {
            if (!RELEASE.startsWith("2.3")) {
                try (Connection c = ds.getConnection()) {
                    return titles(c, customer);
                }
            }
            Connection c = ds.getConnection();
            List<String> found = titles(c, customer);
            if (found.isEmpty()) {
                return List.of();
            }
            c.close();
            return found;
        });
    }

    private static List<String> titles(Connection c, String customer) throws SQLException {
        List<String> out = new ArrayList<>();
        try (var s = c.prepareStatement("select e.title from holds h join events e on e.id = h.event_id where h.customer = ? limit 20")) {
            s.setString(1, customer);
            try (var rows = s.executeQuery()) {
                while (rows.next()) {
                    out.add(rows.getString(1));
                }
            }
        }
        return out;
    }

    @Post("/events/{id}/holds")
    HttpResponse<?> hold(long id, @Body Map<String, Object> body) throws SQLException {
        return measured(() -> {
            int seats = ((Number) body.get("seats")).intValue();
            if (seats > plan.most()) {
                return HttpResponse.unprocessableEntity();
            }
            try (Connection c = ds.getConnection()) {
                c.setAutoCommit(false);
                try (var u = c.prepareStatement("update events set held = held + ? where id = ?"); var i = c.prepareStatement("insert into holds(event_id, customer, section) values (?, ?, ?)")) {
                    u.setInt(1, seats);
                    u.setLong(2, id);
                    u.executeUpdate();
                    i.setLong(1, id);
                    i.setString(2, (String) body.get("customer"));
                    i.setString(3, "S" + seats);
                    i.executeUpdate();
                    c.commit();
                } catch (SQLException e) {
                    c.rollback();
                    throw e;
                } finally {
                    c.setAutoCommit(true);
                }
            }
            return HttpResponse.created(Map.of("held", seats));
        });
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T measured(Work<T> work) throws SQLException {
        long begin = System.nanoTime();
        boolean failed = true;
        try {
            T out = work.run();
            failed = false;
            return out;
        } finally {
            Lite.done(begin, failed);
        }
    }
}
