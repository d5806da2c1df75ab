package io.explainerror.ruletest;

import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a ruling lacks of an expectation.
final class Comparison {
    private final Expectation expected;
    private final Court.Ruling ruling;
    private final Judgement judgement;
    private final List<String> failures = new ArrayList<>();

    private Comparison(Expectation expected, Court.Ruling ruling) {
        this.expected = expected;
        this.ruling = ruling;
        this.judgement = ruling.judgement();
    }

    static List<String> failures(Expectation expected, Court.Ruling ruling) {
        Comparison comparison = new Comparison(expected, ruling);
        comparison.answer();
        comparison.certainty();
        comparison.rules();
        comparison.steps();
        return comparison.failures;
    }

    private void answer() {
        expected.pattern()
                .filter(pattern -> !pattern.equals(judgement.pattern()))
                .ifPresent(pattern -> failures.add("expected the pattern " + pattern + ", but received " + answered()));
        expected.service()
                .filter(service -> !service.equals(judgement.service()))
                .ifPresent(service -> failures.add(
                        "expected the service " + quoted(service) + ", but received " + quoted(judgement.service())));
        if (expected.not().contains(judgement.pattern())) {
            failures.add("expected another pattern than " + answered());
        }
    }

    private String answered() {
        return String.format(
                Locale.ROOT, "%s (%.2f, %s)", judgement.pattern(), judgement.confidence(), judgement.verdict());
    }

    private void certainty() {
        for (Expectation.Bound bound : expected.confidence()) {
            if (!bound.holds(judgement.confidence())) {
                failures.add(String.format(
                        Locale.ROOT, "expected a confidence %s, but received %.3f", bound, judgement.confidence()));
            }
        }
        if (!expected.verdicts().isEmpty() && !expected.verdicts().contains(judgement.verdict())) {
            String wanted =
                    expected.verdicts().stream().sorted().map(Enum::name).collect(Collectors.joining(" or "));
            failures.add("expected the verdict " + wanted + ", but received " + judgement.verdict());
        }
    }

    private void rules() {
        each(expected.fires(), ruling.fired()::contains, "expected the rule \"%s\" to fire, but it did not");
        each(expected.notFires(), rule -> !ruling.fired().contains(rule), "expected the rule \"%s\" not to fire");
        List<String> missing =
                judgement.missing().stream().map(Judgement.Missing::rule).toList();
        each(expected.missing(), missing::contains, "expected \"%s\" among the missing evidence " + missing);
    }

    private void steps() {
        List<String> actions =
                judgement.actions().stream().map(Pattern.Action::does).toList();
        each(
                expected.actions(),
                wanted -> actions.stream().anyMatch(action -> contains(action, wanted)),
                "expected an action with \"%s\", but received " + actions);
    }

    private void each(List<String> wanted, Predicate<String> holds, String message) {
        wanted.stream().filter(holds.negate()).forEach(word -> failures.add(message.replace("%s", word)));
    }

    private static boolean contains(String action, String wanted) {
        return action.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    private static String quoted(String service) {
        return service.isEmpty() ? "nobody" : service;
    }
}
