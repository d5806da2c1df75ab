package io.explainerror.cli;

import io.explainerror.Workshop;
import io.explainerror.evaluate.Hits;
import io.explainerror.model.RuleInfo;
import io.explainerror.rules.RuleSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How often rules fired on labelled incidents, if somebody asked.
///
/// @param incidents how many there are, 0 when nobody asked
/// @param byRule    rules that fired, by name
record FiredOn(int incidents, Map<String, Hits> byRule) {
    private static final FiredOn NOTHING = new FiredOn(0, Map.of());

    static FiredOn of(Workshop workshop, RuleSource rules, Optional<Path> dataset, Streams streams) {
        if (dataset.isEmpty()) {
            return NOTHING;
        }
        Counting counting = new Counting(streams);
        try {
            Hits.Count count = workshop.hits(rules, dataset.get(), counting);
            return new FiredOn(count.incidents(), count.byRule());
        } finally {
            counting.clear();
        }
    }

    /// Empty when nobody asked.
    Optional<Hits> hits(RuleInfo rule) {
        return incidents == 0 ? Optional.empty() : Optional.of(byRule.getOrDefault(rule.name(), Hits.NONE));
    }

    /// E.g. `fired on 12 of 100 incidents: 11 right, 1 wrong`; "" when nobody asked.
    String text(RuleInfo rule) {
        return hits(rule)
                .map(hits -> hits.total() == 0
                        ? "fired on none of " + incidents + " incidents"
                        : "fired on " + hits.total() + " of " + incidents + " incidents: " + hits.right() + " right, "
                                + hits.wrong() + " wrong")
                .orElse("");
    }
}
