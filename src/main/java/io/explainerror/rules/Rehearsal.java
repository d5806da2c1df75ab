package io.explainerror.rules;

import io.explainerror.model.ProblemKind;
import io.explainerror.model.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.RuleDescr;

/// Runs fresh rules on sample facts, so that a rule that fails does so now, and not in the night.
final class Rehearsal {
    /// The first run is slow: every expression is analysed then.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// How the expression language names the place: `[Near : {... before == "abc" ....}]`.
    private static final Pattern NEAR = Pattern.compile("\\{\\.\\.\\. (.*?) \\.\\.\\.\\.}");

    private final Words words;
    private final List<Signal> samples;

    Rehearsal(Words words) {
        this.words = words;
        this.samples = new SampleFacts(words).all();
    }

    void check(Engine engine, List<DrlFile.Checked> files, Problems problems) {
        if (failure(engine, files).isEmpty()) {
            return;
        }
        for (DrlFile.Checked file : files) {
            file.rules().forEach(rule -> alone(file, rule, problems));
        }
        if (problems.none()) {
            // it fails only in company: say at least what happens
            failure(engine, files)
                    .ifPresent(e -> problems.add(ProblemKind.FAILS_ON_SAMPLES, new Place("patterns", 0, 0), reason(e)));
        }
    }

    /// The failure does not tell its rule, so each one is run alone. Slow, but only a broken base pays for it.
    private void alone(DrlFile.Checked file, DraftRule rule, Problems problems) {
        DrlFile.Checked fresh = new DrlFile(file.name(), file.text(), new Problems()).read(words);
        if (fresh == null) {
            return;
        }
        List<RuleDescr> rules = fresh.parsed().getRules();
        rules.removeIf(each -> !each.getName().equals(rule.info().name()));
        Engine engine = Engine.compile(List.of(fresh), new Problems());
        failure(engine, List.of(fresh))
                .ifPresent(e -> problems.add(ProblemKind.FAILS_ON_SAMPLES, place(file, rule, e), message(rule, e)));
    }

    private Optional<RuntimeException> failure(Engine engine, List<DrlFile.Checked> files) {
        Map<String, DraftRule> rules = files.stream()
                .flatMap(file -> file.rules().stream())
                .collect(Collectors.toMap(rule -> rule.info().name(), rule -> rule, (one, _) -> one));
        try {
            TimeLimit limit = new TimeLimit();
            limit.run(LIMIT, () -> engine.run(samples, new Bench(rules), LIMIT));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static Place place(DrlFile.Checked file, DraftRule rule, RuntimeException e) {
        return causes(e)
                .map(cause -> NEAR.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(near -> SourceText.placeOf(
                        file.name(), file.text(), near.group(1), rule.info().line()))
                .findFirst()
                .orElse(rule.source().header());
    }

    private static String message(DraftRule rule, RuntimeException e) {
        return "rule \"" + rule.info().name() + "\" fails on sample facts: " + reason(e);
    }

    private static String reason(Throwable failure) {
        Throwable root = causes(failure).reduce(failure, (_, last) -> last);
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName() + ", probably of a value that is missing"
                : message.lines().findFirst().orElse("");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        Stream.Builder<Throwable> causes = Stream.builder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes.build();
    }
}
