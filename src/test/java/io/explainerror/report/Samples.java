package io.explainerror.report;

import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.SourceLine;
import io.explainerror.model.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judgements as the judge gives them.
final class Samples {
    private static final Instant ONSET = Instant.parse("2026-03-01T10:00:00Z");
    private static final String RULES = "3f2a9c01d4e5";

    private Samples() {}

    private static Judgement.Input input(List<String> warnings) {
        return new Judgement.Input(
                "9b74c9897bac770ffc029102a200c5de",
                12345,
                3,
                Optional.of(ONSET.minusSeconds(60)),
                Optional.of(ONSET.plusSeconds(252)),
                warnings);
    }

    private static Judgement.Evidence evidence(double weight, String says, SourceLine... lines) {
        return new Judgement.Evidence(
                "rule: " + says,
                "connection-pool-exhaustion",
                weight,
                says,
                "checkout",
                List.of("pool.acquire-timeout in checkout towards orders-db: 214, 0 before"),
                List.of(lines));
    }

    static Judgement pool() {
        return new Judgement(
                "j-0055",
                RULES,
                input(List.of("logs/payments.log.gz ends in the middle of a record: 120 lines read")),
                Optional.of(ONSET),
                "connection-pool-exhaustion",
                "checkout",
                Verdict.LIKELY,
                0.8701234,
                "Connection pool exhausted in checkout: checkout waits for its own pool; orders-db answers as fast as"
                        + " before (confidence 0.87, likely)",
                List.of(
                        evidence(
                                1.99,
                                "checkout waits for its own pool; orders-db answers as fast as before",
                                new SourceLine(
                                        "logs/checkout.log",
                                        120,
                                        "2026-03-01T10:00:12.345Z ERROR [http-nio-8080-exec-4] o.h.e.j.s.SqlExceptionHelper"
                                                + " : orders-db - Connection is not available, request timed out after"
                                                + " 3001ms (total=10, active=10, idle=0, waiting=23)"),
                                new SourceLine("logs/checkout.log", 131, "the same again")),
                        evidence(
                                1.14,
                                "all 10 connections of checkout are lent",
                                new SourceLine("metrics.json", 0, "db_pool_active of checkout: 10 of 10"))),
                List.of(evidence(-0.48, "payments answers slower than before as well")),
                List.of(
                        new Judgement.Missing(
                                "connections are held for long",
                                "connection-pool-exhaustion",
                                "checkout holds its connections for long",
                                1.2,
                                0.95441,
                                "pool-wait"),
                        new Judgement.Missing(
                                "statements became slow",
                                "slow-query",
                                "statements of orders-db became slow",
                                1.8,
                                0.5512,
                                "")),
                List.of(
                        new Judgement.Alternative("slow-query", "orders-db", 0.0812, "one statement takes 2 s"),
                        new Judgement.Alternative("unknown", "", 0.02, "no rule speaks for it; only how common it is")),
                List.of(
                        new Judgement.ChainLink(
                                "connection-pool-exhaustion", "checkout", "checkout waits for its pool"),
                        new Judgement.ChainLink(
                                "retry-amplification",
                                "storefront",
                                "storefront asks again what checkout did not answer")),
                List.of(
                        new Pattern.Action(
                                "Find what holds the connections of checkout",
                                "a leak and a slow call look the same",
                                ""),
                        new Pattern.Action("Limit how many requests checkout works on at once", "", "")),
                List.of(new Pattern.Avoid("Enlarge the pool", "it moves the queue into orders-db")),
                List.of(
                        new Judgement.Recipe(
                                "pool-wait",
                                "loki",
                                "Does checkout wait for its own pool?",
                                "{service_name=\"checkout\"} |= `Connection is not available`"),
                        new Judgement.Recipe(
                                "pool-wait",
                                "grep",
                                "Does checkout wait for its own pool?",
                                "grep -n 'Connection is not available' logs/'checkout'*.log")),
                List.of(
                        new Judgement.TimelineEntry(
                                ONSET.minusSeconds(90), "checkout", "deploy 2.1 (nearby, not supported)"),
                        new Judgement.TimelineEntry(ONSET, "", "onset, found from errors")),
                Map.of("signals", 41.0, "judgeMillis", 1.23456));
    }

    private static Judgement bare(
            String pattern, String service, Verdict verdict, double confidence, String summary, String says) {
        return new Judgement(
                "j-1",
                RULES,
                input(List.of()),
                Optional.empty(),
                pattern,
                service,
                verdict,
                confidence,
                summary,
                List.of(new Judgement.Evidence("a rule", pattern, 1.9, says, service, List.of(), List.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    static Judgement healthy() {
        return bare(
                Pattern.HEALTHY,
                "",
                Verdict.CONFIRMED,
                0.97,
                "No incident to be seen: no error grew (confidence 0.97, confirmed)",
                "no error grew");
    }

    static Judgement unknown() {
        return bare(
                Pattern.UNKNOWN,
                "checkout",
                Verdict.POSSIBLE,
                0.58,
                "Something is wrong in checkout that no pattern explains: failures of a new kind (confidence 0.58,"
                        + " possible)",
                "failures of a new kind");
    }

    static Judgement inconclusive() {
        return bare(
                "dns-failure",
                "checkout",
                Verdict.INCONCLUSIVE,
                0.29,
                "Not clear; first guess: Names cannot be resolved in checkout: one name failed once (confidence 0.29,"
                        + " inconclusive)",
                "one name failed once");
    }

    /// Every text an attacker could write into a log.
    static final String HOSTILE =
            "\u001b[2J\u001b]0;owned\u0007<script>alert('x')</script> | `` ``` | **b** [l](javascript:x) \u202Eevil\u0000"
                    + " \u009b31m\r\nFORGED\t&amp; @team http://evil.example <img src=x onerror=y> # h";

    static Judgement hostile() {
        String h = HOSTILE;
        return new Judgement(
                h,
                h,
                new Judgement.Input(h, 1, 0, Optional.empty(), Optional.empty(), List.of(h)),
                Optional.of(ONSET),
                h,
                h,
                Verdict.POSSIBLE,
                0.5,
                h,
                List.of(new Judgement.Evidence(h, h, 1, h, h, List.of(h), List.of(new SourceLine(h, 1, h)))),
                List.of(new Judgement.Evidence(h, h, -1, h, h, List.of(h), List.of(new SourceLine(h, 1, h)))),
                List.of(new Judgement.Missing(h, h, h, 1, 0.6, h)),
                List.of(new Judgement.Alternative(h, h, 0.1, h)),
                List.of(new Judgement.ChainLink(h, h, h), new Judgement.ChainLink(h, h, h)),
                List.of(new Pattern.Action(h, h, "")),
                List.of(new Pattern.Avoid(h, h)),
                List.of(new Judgement.Recipe(h, "grep", h, h)),
                List.of(new Judgement.TimelineEntry(ONSET, h, h)),
                Map.of(h, Double.NaN));
    }

    /// More of everything than a screen holds.
    static Judgement crowded() {
        Judgement p = pool();
        String says = "checkout waits for its own pool and says so at length, again and again, ".repeat(4);
        SourceLine line = new SourceLine("logs/checkout.log", 7, "x".repeat(400));
        return new Judgement(
                p.id(),
                p.rules(),
                input(Collections.nCopies(9, "a file is missing")),
                p.onset(),
                p.pattern(),
                p.service(),
                p.verdict(),
                p.confidence(),
                says,
                Collections.nCopies(9, evidence(1.5, says, line, line, line)),
                Collections.nCopies(9, evidence(-0.5, says, line, line, line)),
                Collections.nCopies(5, new Judgement.Missing("r", "p", says, 1, 0.9, "pool-wait")),
                Collections.nCopies(5, new Judgement.Alternative("slow-query", "orders-db", 0.02, says)),
                Collections.nCopies(9, new Judgement.ChainLink("connection-pool-exhaustion", "checkout", says)),
                Collections.nCopies(9, new Pattern.Action(says, says, "")),
                Collections.nCopies(9, new Pattern.Avoid(says, says)),
                p.recipes(),
                p.timeline(),
                p.stats());
    }
}
