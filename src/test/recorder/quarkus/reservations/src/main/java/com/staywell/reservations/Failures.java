package com.staywell.reservations;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures of the database are answered alike and logged without their stacks. Everything else is left to Quarkus. */
public class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    @ServerExceptionMapper
    public Response persistence(PersistenceException e, UriInfo uri) {
        return answer(e, uri);
    }

    @ServerExceptionMapper
    public Response sql(SQLException e, UriInfo uri) {
        return answer(e, uri);
    }

    private static Response answer(Throwable e, UriInfo uri) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            text.append(t == e ? "" : ", caused by ").append(t);
        }
        LOG.errorf("Request to %s failed: %s", uri.getPath(), text);
        return Response.status(500).entity(Map.of("error", "database")).build();
    }
}
