package io.explainerror.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;

/// An error as RFC 9457 has it.
///
/// @param status HTTP status
/// @param name   what kind of problem, for programs: the last part of its `type`
/// @param title  the kind, for people
/// @param detail what was expected, what came, what to do
record Problem(int status, String name, String title, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "urn:explainerror:problem:" + name);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        return json.toString();
    }

    Response response() {
        Response.ResponseBuilder answer =
                Response.status(status).type(MEDIA_TYPE).entity(json());
        return (status == 503 ? answer.header("Retry-After", "1") : answer).build();
    }
}
