package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.ReadOptions;
import io.explainerror.judge.Deliberation;
import io.explainerror.model.Calibration;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Exemplars;
import io.explainerror.model.Judgement;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemException.UnknownVersion;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.model.Verdict;
import io.explainerror.rules.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// Reads every log to its end and gives the same answer to all: for tests of the doors, not of the judgement.
public final class FixedExplainer implements Explainer {
    private final Judgement answer;

    public FixedExplainer(Judgement answer) {
        this.answer = answer;
    }

    public static FixedExplainer exhaustedPool() {
        return new FixedExplainer(SampleJudgement.of("connection-pool-exhaustion", "checkout", Verdict.LIKELY));
    }

    @Override
    public Judgement explain(Incident incident, Hints hints, LongConsumer progress) {
        Incident hinted = hints.applyTo(incident);
        hinted.logs().forEach(log -> LogReader.read(log, new ReadOptions(hints.service(), Instant.EPOCH), _ -> {}));
        return answer;
    }

    @Override
    public Deliberation deliberate(Incident incident, Hints hints) {
        return new Deliberation(
                explain(incident, hints),
                new TreeMap<>(Map.of(answer.pattern(), 1.0)),
                new TreeMap<>(Map.of(answer.pattern(), answer.evidence())),
                Set.of());
    }

    @Override
    public Why why(Incident incident, Hints hints, String pattern) {
        return new Why(
                pattern,
                List.of(
                        new Why.Trial(
                                knowledge().rules().getFirst(),
                                List.of(new Why.Said("checkout", "checkout waits for its own pool")),
                                Optional.empty()),
                        new Why.Trial(
                                knowledge().rules().getFirst(),
                                List.of(),
                                Optional.of(new Why.Gap(
                                        2,
                                        "LatencyShift( service == $db, factor() >= 3 )",
                                        "factor() >= 3: the highest was 1.4",
                                        Optional.of(new LatencyShift(
                                                "orders-db", "checkout", 10, 14, 7, Exemplars.NONE)))))));
    }

    @Override
    public Judgement explainSignals(List<Signal> signals) {
        return answer;
    }

    @Override
    public List<CatalogueProblem> check(Map<String, String> edits) {
        return edits.keySet().stream()
                .map(file -> new CatalogueProblem(file, 3, 1, "mismatched input"))
                .toList();
    }

    @Override
    public Knowledge knowledge() {
        Pattern pattern = new Pattern(
                answer.pattern(),
                "Connection pool exhausted",
                "Callers wait for a connection of their own pool.",
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Pattern.Triage("resource_exhaustion", "high", "scale_or_release_resources"));
        RuleInfo rule = new RuleInfo(
                "callers wait for a connection of their own pool",
                answer.pattern(),
                1.6,
                "pool",
                "{service} waits for its own pool",
                "",
                "patterns/connection-pool-exhaustion.drl",
                5);
        return new Knowledge(
                "abc123",
                Instant.parse("2026-05-04T03:00:00Z"),
                Calibration.NEUTRAL,
                List.of(pattern),
                List.of(rule),
                List.of(new CatalogueProblem("patterns/x.drl", 3, 1, "mismatched input")),
                Optional.of(Instant.parse("2026-05-04T03:01:00Z")),
                2,
                1,
                Duration.ofMillis(250));
    }

    @Override
    public List<KeptVersion> versions() {
        return List.of(
                version("abc1230000", "2026-05-04T03:00:00Z", true),
                version("def4560000", "2026-05-04T02:00:00Z", false));
    }

    @Override
    public KeptVersion version(String version) {
        return versions().stream()
                .filter(each -> each.version().startsWith(version))
                .findFirst()
                .orElseThrow(() -> unknown(version));
    }

    /// Another verdict, so that it can be told whose answer it is.
    @Override
    public Explainer by(String version) {
        version(version);
        return new FixedExplainer(SampleJudgement.of(answer.pattern(), answer.service(), Verdict.POSSIBLE));
    }

    @Override
    public Library library() {
        return new Library(
                new TreeMap<>(Map.of(
                        "callers wait for a connection of their own pool",
                        "rule \"callers wait for a connection of their own pool\"\nwhen\nthen\nend")),
                new TreeMap<>(Map.of("database-latency", "How long do statements take?")));
    }

    private static KeptVersion version(String version, String since, boolean inForce) {
        return new KeptVersion(
                version,
                Instant.parse(since),
                inForce,
                new TreeMap<>(Map.of("calibration.yaml", "temperature: 1.2\n")));
    }

    private static UnknownVersion unknown(String version) {
        return new UnknownVersion(
                "version " + version + " of the rules is not kept; kept here: abc1230000, def4560000");
    }
}
