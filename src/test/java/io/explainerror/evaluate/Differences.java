package io.explainerror.evaluate;

import io.explainerror.SampleJudgement;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Verdict;
import io.explainerror.rules.RuleChanges;
import io.explainerror.rules.RuleChanges.Kind;
import java.time.Duration;
import java.util.List;

/// What an edit did, for the tests of those who tell it.
public final class Differences {
    private Differences() {}

    /// One weight changed: the first incident got right, the second less sure, the third stayed as it was.
    public static Difference sample() {
        RuleInfo rule =
                new RuleInfo("waits", "connection-pool-exhaustion", 2.1, "waits", "", "", "patterns/pool.drl", 5);
        return new Difference(
                "aaaaaaaa1111",
                "bbbbbbbb2222",
                new RuleChanges(
                        List.of(new RuleChanges.Changed(Kind.CHANGED, rule, List.of("weight 1.6 -> 2.1"))),
                        List.of(new RuleChanges.ChangedFile(Kind.ADDED, "recognisers/http.yaml"))),
                List.of(
                        new Difference.Pair(
                                outcome("inc-1", "unknown", 0.4), outcome("inc-1", "connection-pool-exhaustion", 0.9)),
                        new Difference.Pair(
                                outcome("inc-2", "connection-pool-exhaustion", 0.9),
                                outcome("inc-2", "connection-pool-exhaustion", 0.7)),
                        new Difference.Pair(
                                outcome("inc-3", "slow-query", 0.9), outcome("inc-3", "slow-query", 0.902))));
    }

    private static Outcome outcome(String id, String pattern, double confidence) {
        return new Outcome(
                id,
                new Truth("connection-pool-exhaustion", "checkout", List.of(), List.of()),
                SampleJudgement.of(pattern, "checkout", Verdict.LIKELY, confidence),
                Duration.ofMillis(1));
    }
}
