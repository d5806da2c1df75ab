package com.staywell.reservations;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class ReservationsResource {
    private static final Logger LOG = Logger.getLogger(ReservationsResource.class);
    private static final Queue<byte[]> MEMO = new ConcurrentLinkedQueue<>();

    @Inject EntityManager em;
    @Inject AgroalDataSource ds;
    @Inject TariffsClient tariffs;
    @Inject RoomCache cache;
    @ConfigProperty(name = "quarkus.application.version") String release;

    public record Request(long room, String guest, int nights) {}

    @GET
    @Path("rooms/{id}")
    @Transactional
    public String room(@PathParam("id") long id) {
        return cache.get("room:" + id, () -> {
            Room r = em.find(Room.class, id);
            if (r == null) {
                return "{}";
            }
            JsonObject out = new JsonObject().put("id", r.id).put("hotel", r.hotel).put("kind", r.kind).put("beds", r.beds);
            if (cache.enabled()) {
                // Dear, which is why it is cached.
                out.put("usual", em.createNativeQuery("select percentile_cont(0.5) within group (order by total) from bookings where room_id % 40 = :r").setParameter("r", id % 40).getSingleResult());
            }
            return out.encode();
        });
    }

    /** The story of a room as the front page shows it. */
    @GET
    @Path("rooms/{id}/description")
    @Transactional
    public Map<String, Object> description(@PathParam("id") long id) {
        Room r = em.find(Room.class, id);
        if (release.equals("4.3.0")) {
            // Only about half of the rooms have a view.
            return Map.of("id", r.id, "title", r.hotel + ", " + r.view.toLowerCase() + " view");
        }
        return Map.of("id", r.id, "title", r.hotel + (r.view == null ? "" : ", " + r.view + " view"));
    }

    @GET
    @Path("rooms/{id}/calendar")
    public List<Integer> calendar(@PathParam("id") long id) throws SQLException {
        var c = ds.getConnection();
        try (var s = c.prepareStatement("select nights from bookings where room_id = ? limit 30")) {
            s.setLong(1, id);
            try (var rows = s.executeQuery()) {
                var out = new java.util.ArrayList<Integer>();
                while (rows.next()) {
                    out.add(rows.getInt(1));
                }
                if (release.equals("4.4.0") && out.isEmpty()) {
                    return out;
                }
                c.close();
                return out;
            }
        }
    }

    /** Answers from memory and therefore runs on the event loop. */
    @GET
    @Path("rooms/{id}/photos")
    @NonBlocking
    public List<String> photos(@PathParam("id") long id) throws Exception {
        if (release.equals("4.5.0")) {
            // Asks the disk where the pictures are, which takes its time.
            Thread.sleep(2600);
        }
        return List.of("/img/" + id + "-1.jpg", "/img/" + id + "-2.jpg");
    }

    @GET
    @Path("bookings")
    @Transactional
    public List<Map<String, Object>> bookings(@QueryParam("guest") String guest) {
        if (release.equals("4.6.0")) {
            // Keeps the rendered list so that the next call need not render it.
            MEMO.add(new byte[700_000]);
        }
        List<Booking> rows = em.createQuery("from Booking b where b.guest = :guest order by b.id desc", Booking.class).setParameter("guest", guest).setMaxResults(20).getResultList();
        return rows.stream().map(b -> Map.<String, Object>of("id", b.id, "room", b.roomId, "nights", b.nights, "status", b.status)).toList();
    }

    @POST
    @Path("bookings")
    @Transactional
    public Response book(Request q) {
        if (q.nights() < 1 || q.nights() > 60) {
            LOG.warnf("Rejected booking of %s: nights must be between 1 and 60 but was %d", q.guest(), q.nights());
            return Response.status(422).entity(Map.of("error", "nights must be between 1 and 60")).build();
        }
        if (em.find(Room.class, q.room()) == null) {
            return Response.status(404).build();
        }
        BigDecimal total;
        try {
            total = tariffs.quote(q.room(), q.nights());
        } catch (RuntimeException e) {
            LOG.errorf("Booking of room %d for %s failed: no tariff: %s", q.room(), q.guest(), e);
            return Response.status(502).entity(Map.of("error", "no tariff")).build();
        }
        Booking b = new Booking();
        b.roomId = q.room();
        b.guest = q.guest();
        b.nights = q.nights();
        b.total = total;
        b.status = "held";
        em.persist(b);
        em.flush();
        LOG.infof("Booking %d: room %d, %d nights, %s EUR", b.id, b.roomId, b.nights, b.total);
        return Response.status(201).entity(Map.of("id", b.id, "total", total)).build();
    }
}
