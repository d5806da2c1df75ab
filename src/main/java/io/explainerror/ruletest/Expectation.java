package io.explainerror.ruletest;

import io.explainerror.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a judgement must be. What is empty does not matter.
///
/// @param pattern    the primary pattern
/// @param service    the culprit; `Optional.of("")` demands that nobody is blamed
/// @param confidence all of these must hold
/// @param verdicts   one of these
/// @param not        patterns that must not be the primary one
/// @param fires      names of rules that must fire
/// @param notFires   names of rules that must not fire
/// @param missing    names of rules that must be listed as missing evidence
/// @param actions    texts that must occur in the actions, in upper or lower case
public record Expectation(
        Optional<String> pattern,
        Optional<String> service,
        List<Bound> confidence,
        Set<Verdict> verdicts,
        List<String> not,
        List<String> fires,
        List<String> notFires,
        List<String> missing,
        List<String> actions) {
    public Expectation {
        confidence = List.copyOf(confidence);
        verdicts = Set.copyOf(verdicts);
        not = List.copyOf(not);
        fires = List.copyOf(fires);
        notFires = List.copyOf(notFires);
        missing = List.copyOf(missing);
        actions = List.copyOf(actions);
    }

    /// A limit of the confidence, written as `>= 0.7`.
    ///
    /// @param relation `>=`, `>`, `<=` or `<`
    public record Bound(String relation, double value) {
        boolean holds(double confidence) {
            return switch (relation) {
                case ">=" -> confidence >= value;
                case ">" -> confidence > value;
                case "<=" -> confidence <= value;
                default -> confidence < value;
            };
        }

        @Override
        public String toString() {
            return relation + " " + value;
        }
    }
}
