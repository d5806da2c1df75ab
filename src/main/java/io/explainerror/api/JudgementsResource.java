package io.explainerror.api;

import io.explainerror.Explainer;
import io.explainerror.Hints;
import io.explainerror.intake.Incident;
import io.explainerror.intake.IncidentReader;
import io.explainerror.intake.LogSource;
import io.explainerror.model.Judgement;
import io.explainerror.report.JudgementJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Judgements: of a bundle, of a log, of signals.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class JudgementsResource {
    private static final String VERSION = "rules-version";

    private final Explainer explainer;
    private final RequestBodies bodies;
    private final Judgements judgements;

    JudgementsResource(Explainer explainer, RequestBodies bodies, Judgements judgements) {
        this.explainer = explainer;
        this.bodies = bodies;
        this.judgements = judgements;
    }

    @POST
    @Path("/judgements")
    @Consumes(MediaType.APPLICATION_JSON)
    public String bundle(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @Context UriInfo uri) {
        QueryParameters query = QueryParameters.of(uri, "service", "alert", "at", VERSION);
        Hints hints = hints(query);
        return json(query, by -> by.explain(IncidentReader.fromJson(bodies.document(body, encoding)), hints));
    }

    @POST
    @Path("/judgements")
    @Consumes({MediaType.TEXT_PLAIN, "application/x-ndjson"})
    public String log(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @Context UriInfo uri) {
        QueryParameters query = QueryParameters.of(uri, "service", "alert", "at", "name", VERSION);
        String name = query.text("name", "body");
        Hints hints = hints(query);
        return json(
                query, by -> by.explain(Incident.of(LogSource.stream(name, bodies.open(name, body, encoding))), hints));
    }

    @POST
    @Path("/signals/judgements")
    @Consumes(MediaType.APPLICATION_JSON)
    public String signals(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @Context UriInfo uri) {
        return json(
                QueryParameters.of(uri, VERSION),
                by -> by.explainSignals(SignalReader.read(bodies.json(body, encoding))));
    }

    private String json(QueryParameters query, Function<Explainer, Judgement> work) {
        String version = query.text(VERSION, "");
        return JudgementJson.pretty()
                .render(judgements.judge(() -> work.apply(version.isEmpty() ? explainer : explainer.by(version))));
    }

    private static Hints hints(QueryParameters query) {
        return new Hints(query.text("service", ""), query.text("alert", ""), query.instant("at"));
    }
}
