package io.explainerror.api;

import io.explainerror.model.ProblemException;
import io.explainerror.model.ProblemException.BrokenRules;
import io.explainerror.model.ProblemException.BudgetExceeded;
import io.explainerror.model.ProblemException.InputTooLarge;
import io.explainerror.model.ProblemException.UnknownVersion;
import io.explainerror.model.ProblemException.UnreadableInput;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns every exception into a problem that tells the caller what to do.
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        Problem problem =
                switch (e) {
                    case UnreadableInput _ -> new Problem(400, "unreadable-input", "The input cannot be read", text(e));
                    case InputTooLarge _ ->
                        new Problem(413, "input-too-large", "The input is larger than allowed", text(e));
                    case BrokenRules _ -> new Problem(422, "broken-rules", "The rules do not compile", text(e));
                    case UnknownVersion _ ->
                        new Problem(404, "unknown-version", "This version of the rules is not kept", text(e));
                    case BudgetExceeded _ ->
                        new Problem(503, "busy", "The service has no capacity for this now", text(e));
                };
        return problem.response();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e, UriInfo uri) {
        return new Problem(
                        404,
                        "not-found",
                        "There is nothing here",
                        "No resource at /" + trimmed(uri.getPath())
                                + ". GET /q/openapi lists what there is; POST /v1/judgements judges an incident.")
                .response();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e, UriInfo uri) {
        Object allow = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        Problem problem = new Problem(
                405,
                "method-not-allowed",
                "The method is not allowed here",
                "/" + trimmed(uri.getPath()) + " does not answer this method."
                        + (allow == null ? " See GET /q/openapi." : " Allowed: " + allow + "."));
        Response.ResponseBuilder answer = Response.fromResponse(problem.response());
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    Response notSupported(NotSupportedException e, HttpHeaders headers) {
        return new Problem(
                        415,
                        "unsupported-media-type",
                        "The content type is not understood",
                        "Received " + headers.getHeaderString(HttpHeaders.CONTENT_TYPE)
                                + ": expected application/json, or for logs text/plain or application/x-ndjson.")
                .response();
    }

    @ServerExceptionMapper
    Response notAcceptable(NotAcceptableException e) {
        return new Problem(406, "not-acceptable", "The answer cannot take this form", "Answers are application/json.")
                .response();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        Response.StatusType status = e.getResponse().getStatusInfo();
        return new Problem(status.getStatusCode(), "http-" + status.getStatusCode(), status.getReasonPhrase(), text(e))
                .response();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        LOG.error("a request failed for a reason that is our own fault", e);
        return new Problem(
                        500,
                        "internal-error",
                        "The service made a mistake",
                        "The request could not be answered because of an error in the service; its log tells more.")
                .response();
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static String trimmed(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
