package io.explainerror.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.explainerror.Explainer;
import io.explainerror.Knowledge;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Pattern;
import io.explainerror.model.RuleInfo;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;

/// What the service knows: patterns and rules.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
class KnowledgeResource {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Explainer explainer;

    KnowledgeResource(Explainer explainer) {
        this.explainer = explainer;
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
        knowledge.failedAt().ifPresent(time -> reloads.put("lastFailedAt", time.toString()));
        ArrayNode problems = answer.putArray("problems");
        knowledge.problems().stream().map(KnowledgeResource::problem).forEach(problems::add);
        ArrayNode rules = answer.putArray("rules");
        knowledge.rules().stream().map(KnowledgeResource::rule).forEach(rules::add);
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

    private static ObjectNode rule(RuleInfo rule) {
        ObjectNode json = JSON.objectNode();
        json.put("rule", rule.name());
        json.put("pattern", rule.pattern());
        json.put("weight", rule.weight());
        json.put("group", rule.group());
        json.put("says", rule.says());
        json.put("file", rule.file());
        json.put("line", rule.line());
        return json;
    }

    private static ObjectNode problem(CatalogueProblem problem) {
        ObjectNode json = JSON.objectNode();
        json.put("file", problem.file());
        json.put("line", problem.line());
        json.put("column", problem.column());
        json.put("message", problem.message());
        return json;
    }
}
