package io.explainerror.judge;

import io.explainerror.model.RuleInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How much of what a pattern's rules could have found was found: the share of their supporting weight that fired,
/// each group by its strongest rule. 0 to 1; 1 for a pattern without supporting rules.
final class Completeness {
    private Completeness() {}

    static double of(Suspect suspect, List<RuleInfo> rules) {
        Map<String, Double> possible = new TreeMap<>();
        for (RuleInfo rule : rules) {
            if (rule.pattern().equals(suspect.hypothesis().pattern()) && rule.weight() > 0) {
                possible.merge(rule.group(), EffectiveWeight.of(rule), Math::max);
            }
        }
        double all = 0;
        double found = 0;
        for (Map.Entry<String, Double> group : possible.entrySet()) {
            all += group.getValue();
            found += Math.min(group.getValue(), suspect.strongestFor(group.getKey()));
        }
        return all == 0 ? 1 : found / all;
    }
}
