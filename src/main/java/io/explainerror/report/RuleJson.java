package io.explainerror.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.explainerror.model.RuleInfo;

/// A rule for programs: `{"rule", "pattern", "weight", "group", "says", "ask", "file", "line"}`. The weight is in
/// log-odds, the line 1-based.
public final class RuleJson {
    private RuleJson() {}

    /// A new object, to which the caller may add.
    public static ObjectNode of(RuleInfo rule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rule", rule.name());
        json.put("pattern", rule.pattern());
        json.put("weight", rule.weight());
        json.put("group", rule.group());
        json.put("says", rule.says());
        json.put("ask", rule.ask());
        json.put("file", rule.file());
        json.put("line", rule.line());
        return json;
    }
}
