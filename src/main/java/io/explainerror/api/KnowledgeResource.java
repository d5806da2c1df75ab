package io.explainerror.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.explainerror.Explainer;
import io.explainerror.Knowledge;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemKind.Level;
import io.explainerror.report.RuleJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the service knows: patterns and rules.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
class KnowledgeResource {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Explainer explainer;
    private final RequestBodies bodies;

    KnowledgeResource(Explainer explainer, RequestBodies bodies) {
        this.explainer = explainer;
        this.bodies = bodies;
    }

    @GET
    @Path("/patterns")
    public String patterns(@Context UriInfo uri) {
        QueryParameters.of(uri);
        ObjectNode answer = JSON.objectNode();
        ArrayNode patterns = answer.putArray("patterns");
        explainer.knowledge().patterns().stream()
                .sorted(Comparator.comparing(Pattern::id))
                .map(KnowledgeResource::pattern)
                .forEach(patterns::add);
        return answer.toString();
    }

    @GET
    @Path("/rules")
    public String rules(@Context UriInfo uri) {
        QueryParameters.of(uri);
        Knowledge knowledge = explainer.knowledge();
        ObjectNode answer = JSON.objectNode();
        answer.put("version", knowledge.version());
        answer.put("loadedAt", knowledge.loadedAt().toString());
        ObjectNode reloads = answer.putObject("reloads");
        reloads.put("succeeded", knowledge.reloads());
        reloads.put("failed", knowledge.failures());
        reloads.put("lastMillis", knowledge.lastTook().toMillis());
        knowledge.failedAt().ifPresent(time -> reloads.put("lastFailedAt", time.toString()));
        ArrayNode problems = answer.putArray("problems");
        knowledge.problems().stream().map(KnowledgeResource::problem).forEach(problems::add);
        ArrayNode rules = answer.putArray("rules");
        knowledge.rules().stream().map(RuleJson::of).forEach(rules::add);
        return answer.toString();
    }

    @POST
    @Path("/rules/check")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public String check(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @Context UriInfo uri) {
        QueryParameters.of(uri);
        Map<String, String> edits = new LinkedHashMap<>();
        JsonPlace request = bodies.json(body, encoding).object(Set.of("files"));
        for (JsonPlace file : request.member("files").elements()) {
            file.object(Set.of("name", "text"));
            if (edits.put(file.text("name"), file.text("text")) != null) {
                throw file.member("name").expected("each file once");
            }
        }
        ObjectNode answer = JSON.objectNode();
        ArrayNode problems = answer.putArray("problems");
        explainer.check(edits).stream()
                .filter(problem -> problem.kind().level() != Level.NOTE)
                .map(KnowledgeResource::problem)
                .forEach(problems::add);
        return answer.toString();
    }

    private static ObjectNode pattern(Pattern pattern) {
        ObjectNode json = JSON.objectNode();
        json.put("id", pattern.id());
        json.put("title", pattern.title());
        json.put("definition", pattern.definition());
        json.put("prior", pattern.prior());
        ArrayNode neighbours = json.putArray("neighbours");
        pattern.neighbours()
                .forEach(n -> neighbours.addObject().put("pattern", n.pattern()).put("difference", n.difference()));
        ArrayNode actions = json.putArray("actions");
        pattern.actions().forEach(a -> actions.addObject().put("do", a.does()).put("why", a.why()));
        ArrayNode avoid = json.putArray("avoid");
        pattern.avoid().forEach(a -> avoid.addObject().put("dont", a.dont()).put("why", a.why()));
        return json;
    }

    private static ObjectNode problem(CatalogueProblem problem) {
        ObjectNode json = JSON.objectNode();
        json.put("id", problem.kind().id());
        json.put("severity", problem.kind().level().id());
        json.put("file", problem.file());
        json.put("line", problem.line());
        json.put("column", problem.column());
        json.put("message", problem.message());
        return json;
    }
}
