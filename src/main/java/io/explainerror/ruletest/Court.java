package io.explainerror.ruletest;

import io.explainerror.model.Judgement;
import java.util.Set;

/// Judges the situations of tests by one version of the rules, in the way that it judges everything else. Called by
/// many threads.
@FunctionalInterface
public interface Court {
    /// @throws io.explainerror.model.ProblemException when it cannot judge
    Ruling judge(RuleTest.Situation situation);

    /// A judgement and how it came about.
    ///
    /// @param fired names of all rules that fired, those of causal links included
    record Ruling(Judgement judgement, Set<String> fired) {
        public Ruling {
            fired = Set.copyOf(fired);
        }
    }
}
