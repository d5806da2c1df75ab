package io.explainerror.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.explainerror.Knowledge;
import io.explainerror.Library;
import io.explainerror.model.Pattern;
import io.explainerror.model.RuleInfo;
import io.explainerror.report.RuleJson;
import java.util.Comparator;

/// Patterns and rules for programs.
final class RulesJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RulesJson() {}

    /// All patterns with their rules.
    static String list(Knowledge knowledge, FiredOn fired) {
        ObjectNode answer = JSON.objectNode().put("version", knowledge.version());
        ArrayNode patterns = answer.putArray("patterns");
        knowledge.patterns().stream()
                .sorted(Comparator.comparing(Pattern::id))
                .forEach(pattern -> patterns.add(listed(pattern, knowledge, fired)));
        return text(answer);
    }

    /// One pattern with all that belongs to it.
    static String pattern(Pattern pattern, Knowledge knowledge, Library library, FiredOn fired) {
        ObjectNode json = listed(pattern, knowledge, fired);
        json.put("definition", pattern.definition().strip());
        json.put("prior", pattern.prior());
        json.put("severity", pattern.triage().severity());
        ArrayNode neighbours = json.putArray("neighbours");
        pattern.neighbours()
                .forEach(n -> neighbours.addObject().put("pattern", n.pattern()).put("difference", n.difference()));
        ArrayNode actions = json.putArray("actions");
        pattern.actions().forEach(a -> actions.addObject().put("do", a.does()).put("why", a.why()));
        ArrayNode avoid = json.putArray("avoid");
        pattern.avoid().forEach(a -> avoid.addObject().put("dont", a.dont()).put("why", a.why()));
        ArrayNode recipes = json.putArray("recipes");
        RulesText.recipes(pattern, knowledge.rules()).forEach(id -> recipes.addObject()
                .put("id", id)
                .put("title", library.recipes().getOrDefault(id, "")));
        return text(json);
    }

    /// One rule as it is written.
    static String rule(RuleInfo rule, Library library, FiredOn fired) {
        ObjectNode json = rule(rule, fired);
        json.put("source", library.sources().getOrDefault(rule.name(), ""));
        return text(json);
    }

    private static ObjectNode listed(Pattern pattern, Knowledge knowledge, FiredOn fired) {
        ObjectNode json = JSON.objectNode();
        json.put("id", pattern.id());
        json.put("title", pattern.title());
        ArrayNode rules = json.putArray("rules");
        RulesText.of(pattern, knowledge.rules()).forEach(rule -> rules.add(rule(rule, fired)));
        return json;
    }

    private static ObjectNode rule(RuleInfo rule, FiredOn fired) {
        ObjectNode json = RuleJson.of(rule);
        fired.hits(rule).ifPresent(hits -> json.putObject("fired")
                .put("incidents", fired.incidents())
                .put("right", hits.right())
                .put("wrong", hits.wrong()));
        return json;
    }

    private static String text(ObjectNode json) {
        return json.toPrettyString() + "\n";
    }
}
