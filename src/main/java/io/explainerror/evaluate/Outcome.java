package io.explainerror.evaluate;

import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.Verdict;
import java.time.Duration;

/// One labelled incident with the answer it got.
///
/// @param id   the bundle's folder
/// @param took from opening the bundle to the judgement
public record Outcome(String id, Truth truth, Judgement judgement, Duration took) {
    /// Whether the first answer is the pattern or one that is right as well.
    public boolean patternRight() {
        return truth.accepts(judgement.pattern());
    }

    /// Whether the culprit is named; nobody is at fault in a healthy system.
    public boolean serviceRight() {
        return truth.pattern().equals(Pattern.HEALTHY)
                ? patternRight()
                : truth.service().equals(judgement.service());
    }

    public boolean bothRight() {
        return patternRight() && serviceRight();
    }

    /// Whether a right pattern is among the first three answers.
    public boolean amongThree() {
        return patternRight() || judgement.alternatives().stream().limit(2).anyMatch(a -> truth.accepts(a.pattern()));
    }

    /// Whether a healthy system is said, with conviction, to have an incident.
    public boolean falseAlarm() {
        return truth.pattern().equals(Pattern.HEALTHY)
                && !patternRight()
                && judgement.verdict().compareTo(Verdict.LIKELY) >= 0;
    }
}
