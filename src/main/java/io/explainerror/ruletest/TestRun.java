package io.explainerror.ruletest;

import io.explainerror.model.RuleInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How the tests of a rule base went.
///
/// @param outcomes in the order of files and lines
/// @param rules    all rules of the base
public record TestRun(List<Outcome> outcomes, List<RuleInfo> rules) {
    public TestRun {
        outcomes = List.copyOf(outcomes);
        rules = List.copyOf(rules);
    }

    /// Tests that failed.
    public List<Outcome> failures() {
        return outcomes.stream().filter(outcome -> !outcome.passed()).toList();
    }

    /// Rules that fired in no test: nobody would notice if they were broken.
    public List<RuleInfo> silent() {
        Set<String> fired =
                outcomes.stream().flatMap(outcome -> outcome.fired().stream()).collect(Collectors.toSet());
        return rules.stream().filter(rule -> !fired.contains(rule.name())).toList();
    }

    /// Share of the rules that fired in some test, 0 to 1.
    public double coverage() {
        return rules.isEmpty() ? 1 : 1 - (double) silent().size() / rules.size();
    }
}
