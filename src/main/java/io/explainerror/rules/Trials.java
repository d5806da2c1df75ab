package io.explainerror.rules;

import io.explainerror.model.ProblemException;
import io.explainerror.model.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.api.runtime.rule.Match;
import org.kie.internal.builder.conf.LanguageLevelOption;

/// Asks the engine which of some conditions match, by rules that are made for the question and never fire.
final class Trials {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_NEAR = 1000;

    private final Map<String, String> conditions = new LinkedHashMap<>();

    /// Adds a question.
    ///
    /// @param name under which the answer is found
    /// @param left the left side of a rule
    void ask(String name, String left) {
        conditions.put(name, left);
    }

    /// The facts called [TriedRule#NEAR] of every question that matches at all, by its name; an empty list where the
    /// question has no such fact.
    Map<String, List<Signal>> answers(Collection<Signal> facts) {
        if (conditions.isEmpty()) {
            return Map.of();
        }
        Problems problems = new Problems();
        Engine engine = Engine.compile(List.of(new DrlFile.Checked("why.drl", "", parsed(), List.of())), problems);
        if (!problems.none()) {
            throw new IllegalStateException("conditions that compile in a rule do not alone: " + problems.sorted());
        }
        Map<String, List<Signal>> answers = new HashMap<>();
        new TimeLimit().run(LIMIT, () -> engine.look(facts, match -> note(match, answers)));
        return answers;
    }

    private static void note(Match match, Map<String, List<Signal>> answers) {
        List<Signal> near = answers.computeIfAbsent(match.getRule().getName(), _ -> new ArrayList<>());
        if (near.size() < MOST_NEAR
                && match.getDeclarationIds().contains(TriedRule.NEAR)
                && match.getDeclarationValue(TriedRule.NEAR) instanceof Signal signal) {
            near.add(signal);
        }
    }

    private PackageDescr parsed() {
        StringBuilder drl = new StringBuilder("package patterns;\nimport io.explainerror.model.*;\nglobal ")
                .append(Bench.class.getName())
                .append(" judge;\n");
        conditions.forEach((name, left) -> drl.append("rule \"")
                .append(name)
                .append("\" when\n")
                .append(left)
                .append("\nthen\n judge.supports( drools );\nend\n"));
        try {
            DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
            PackageDescr parsed = parser.parse(null, drl.toString());
            if (parser.hasErrors()) {
                throw new IllegalStateException(
                        "conditions that are fine in a rule are not alone: " + parser.getErrors());
            }
            return parsed;
        } catch (DroolsParserException e) {
            throw new ProblemException.BrokenRules("conditions cannot be read: " + e.getMessage());
        }
    }
}
