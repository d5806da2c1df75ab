package io.explainerror;

import io.explainerror.model.Judgement;
import io.explainerror.model.Judgement.Alternative;
import io.explainerror.model.Judgement.Evidence;
import io.explainerror.model.Judgement.Input;
import io.explainerror.model.Pattern;
import io.explainerror.model.SourceLine;
import io.explainerror.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A judgement made by hand, for tests of what is done with one.
public final class SampleJudgement {
    private SampleJudgement() {}

    public static Judgement of(String pattern, String service, Verdict verdict) {
        return of(pattern, service, verdict, 0.83);
    }

    public static Judgement of(String pattern, String service, Verdict verdict, double confidence) {
        Evidence evidence = new Evidence(
                "callers wait for a connection of their own pool",
                pattern,
                1.6,
                service + " waits for its own pool",
                service,
                List.of("pool.acquire-timeout grew from 0 to 214"),
                List.of(new SourceLine("logs/checkout.log", 17, "orders-db - Connection is not available")));
        return new Judgement(
                "test-1",
                "abc123",
                new Input("0".repeat(64), 1, 0, Optional.empty(), Optional.empty(), List.of()),
                Optional.of(Instant.parse("2026-05-04T03:12:09Z")),
                pattern,
                service,
                verdict,
                confidence,
                service + " has run out of connections of its own pool",
                List.of(evidence),
                List.of(),
                List.of(),
                List.of(new Alternative("dependency-slow", "payments", 0.11, "payments may be slow")),
                List.of(),
                List.of(new Pattern.Action("Find who holds the connections", "a longer queue helps nobody", "")),
                List.of(new Pattern.Avoid("Do not enlarge the pool first", "the database may have no room")),
                List.of(),
                List.of(),
                Map.of("signals", 1.0));
    }
}
