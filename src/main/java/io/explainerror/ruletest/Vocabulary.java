package io.explainerror.ruletest;

import io.explainerror.model.Phase;
import io.explainerror.model.RuleInfo;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The words that a test may use: a test with a misspelt one would pass or fail for the wrong reason.
///
/// @param patterns ids
/// @param rules    all rules, those of causal links included
/// @param kinds    symptom kinds with the phase that their recognisers agree on; empty when the rule folder declares
///                 none: then any is fine
public record Vocabulary(Set<String> patterns, List<RuleInfo> rules, Map<String, Phase> kinds) {
    public Vocabulary {
        patterns = Set.copyOf(patterns);
        rules = List.copyOf(rules);
        kinds = Map.copyOf(kinds);
    }

    /// The phase that goes without saying for a kind.
    ///
    /// @param phases those that recognisers of the kind report
    public static Phase agreed(Collection<Phase> phases) {
        return Set.copyOf(phases).size() == 1 ? phases.iterator().next() : Phase.UNKNOWN;
    }

    Set<String> ruleNames() {
        return rules.stream().map(RuleInfo::name).collect(Collectors.toSet());
    }
}
