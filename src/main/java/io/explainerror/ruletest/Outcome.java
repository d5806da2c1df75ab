package io.explainerror.ruletest;

import io.explainerror.model.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a test went.
///
/// @param failures what is not as expected, each as `expected ..., but received ...`; empty when it passed
/// @param ruling   empty when the situation could not be judged
public record Outcome(RuleTest test, List<String> failures, Optional<Court.Ruling> ruling, Duration took) {
    public Outcome {
        failures = List.copyOf(failures);
    }

    /// Whether everything is as expected.
    public boolean passed() {
        return failures.isEmpty();
    }

    /// The rules that fired.
    public Set<String> fired() {
        return ruling.map(Court.Ruling::fired).orElse(Set.of());
    }

    /// What was judged, if it could be.
    public Optional<Judgement> judgement() {
        return ruling.map(Court.Ruling::judgement);
    }
}
