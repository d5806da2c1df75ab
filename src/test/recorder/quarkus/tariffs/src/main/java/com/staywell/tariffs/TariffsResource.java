package com.staywell.tariffs;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

@Path("/tariffs")
@Produces(MediaType.APPLICATION_JSON)
public class TariffsResource {
    private static final Logger LOG = Logger.getLogger(TariffsResource.class);

    @Inject Gds gds;
    @Inject AgroalDataSource ds;
    @Inject Lite lite;
    @ConfigProperty(name = "tariffs.db") boolean db;
    @ConfigProperty(name = "tariffs.traces") boolean traces;
    @ConfigProperty(name = "quarkus.application.version") String release;

    @GET
    @Path("/{room}")
    public Response tariff(@PathParam("room") long room, @QueryParam("nights") @DefaultValue("1") int nights) {
        MDC.put("room", room);
        try {
            lite.count("outbound_requests");
            BigDecimal rate = gds.rate(room);
            BigDecimal total = rate.multiply(BigDecimal.valueOf(nights)).add(discount(room));
            LOG.infof("tariff computed: %s for %d nights", total, nights);
            return Response.ok("{\"room\":" + room + ",\"total\":\"" + total.toPlainString() + "\"}").build();
        } catch (SQLException e) {
            LOG.error("discounts not readable", e);
            return Response.status(500).entity("{\"error\":\"discounts\"}").build();
        } catch (IOException e) {
            if (traces) {
                LOG.error("no rate from the distribution system", e);
            } else {
                LOG.errorf("no rate from the distribution system: %s", e);
            }
            return Response.status(502).entity("{\"error\":\"rate\"}").build();
        } finally {
            MDC.clear();
        }
    }

    private BigDecimal discount(long room) throws SQLException {
        if (!db) {
            return BigDecimal.ZERO;
        }
        try (var c = ds.getConnection(); var s = c.prepareStatement("select percent from discounts where room_id = ?")) {
            s.setLong(1, room);
            try (var rows = s.executeQuery()) {
                if (release.equals("2.9.0")) {
                    // The yearly average of the room goes into the discount.
                    double sum = 0;
                    for (int i = 1; i < 20_000_000; i++) {
                        sum += Math.log(i) * Math.sin(i + room);
                    }
                    LOG.debugf("average %f", sum);
                }
                return rows.next() ? BigDecimal.valueOf(-rows.getInt(1)) : BigDecimal.ZERO;
            }
        }
    }
}
