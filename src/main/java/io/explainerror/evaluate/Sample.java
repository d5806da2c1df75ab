package io.explainerror.evaluate;

import io.explainerror.judge.Deliberation;
import io.explainerror.judge.Softmax;
import io.explainerror.model.Judgement;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/// A labelled incident with the scores behind its judgement: what a temperature is fitted on.
///
/// @param group what incidents of related software have in common, see [#of]
/// @param fired names of the rules that fired
public record Sample(Truth truth, String group, String answer, SortedMap<String, Double> scores, Set<String> fired) {

    /// The group is the first piece of software of the stack, as a rule the language of the services.
    static Sample of(Truth truth, Deliberation deliberation) {
        Judgement judgement = deliberation.judgement();
        return new Sample(
                truth,
                truth.stack().isEmpty() ? "unknown" : truth.stack().getFirst(),
                judgement.pattern(),
                deliberation.scores(),
                deliberation.fired());
    }

    /// Whether the first answer is right; no temperature changes that.
    boolean right() {
        return truth.accepts(answer);
    }

    /// The confidence of the first answer.
    double confidence(double temperature) {
        return Objects.requireNonNull(Softmax.of(scores, temperature).get(answer));
    }

    /// The confidence that all right answers have together.
    double likelihood(double temperature) {
        return Softmax.of(scores, temperature).entrySet().stream()
                .filter(entry -> truth.accepts(entry.getKey()))
                .mapToDouble(entry -> entry.getValue())
                .sum();
    }
}
