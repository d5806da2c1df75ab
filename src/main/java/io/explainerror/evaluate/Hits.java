package io.explainerror.evaluate;

import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import io.explainerror.model.Pattern;
import io.explainerror.model.RuleInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// In how many labelled incidents a rule fired.
///
/// A rule is right in an incident when it supports the true pattern in the true service (or wherever), or speaks
/// against nothing but others; else it is wrong.
///
/// @param right incidents
/// @param wrong incidents
public record Hits(int right, int wrong) {
    /// It never fired.
    public static final Hits NONE = new Hits(0, 0);

    /// All incidents in which it fired.
    public int total() {
        return right + wrong;
    }

    /// Counts while incidents go by.
    public static final class Count {
        private final Map<String, Hits> byRule = new TreeMap<>();
        private int incidents;

        /// What the rules said in one more incident.
        public void add(Truth truth, List<Firing> firings, List<Link> links) {
            Map<String, Boolean> right = new HashMap<>();
            firings.forEach(firing -> note(right, firing.rule(), isTrue(truth, firing.rule(), firing.service())));
            links.forEach(link -> note(right, link.rule(), isTrue(truth, link.rule(), link.causeService())));
            right.forEach((rule, isRight) -> byRule.merge(
                    rule,
                    isRight ? new Hits(1, 0) : new Hits(0, 1),
                    (one, other) -> new Hits(one.right + other.right, one.wrong + other.wrong)));
            incidents++;
        }

        /// Rules that fired, by name.
        public Map<String, Hits> byRule() {
            return Map.copyOf(byRule);
        }

        /// How many incidents went by.
        public int incidents() {
            return incidents;
        }

        private static void note(Map<String, Boolean> right, RuleInfo rule, boolean isTrue) {
            boolean supports = rule.weight() > 0;
            // one true word makes a supporting rule right, one against the truth makes a contradicting rule wrong
            right.merge(rule.name(), supports == isTrue, supports ? Boolean::logicalOr : Boolean::logicalAnd);
        }

        private static boolean isTrue(Truth truth, RuleInfo rule, String service) {
            return truth.accepts(rule.pattern())
                    && (service.equals(Firing.ANYWHERE)
                            || service.equals(truth.service())
                            || truth.pattern().equals(Pattern.HEALTHY));
        }
    }
}
