package io.explainerror.evaluate;

import io.explainerror.model.ErrorAnswer;
import java.util.List;
import java.util.function.Function;

/// Single error texts, classified.
///
/// @param outcomes in the order of the cases
public record ErrorEvaluation(List<Classified> outcomes) {
    public ErrorEvaluation {
        outcomes = List.copyOf(outcomes);
    }

    /// One text with the answer it got.
    public record Classified(ErrorCase expected, ErrorAnswer answer) {
        /// Whether it was taken for what it is.
        public boolean right() {
            return answer.triage().classification().equals(expected.classification());
        }

        /// Whether programs are told to do what makes it worse.
        public boolean harmful() {
            return expected.notActionSignals().contains(answer.actionSignal());
        }
    }

    /// Asks for every case.
    ///
    /// @param explain from a text to its answer
    public static ErrorEvaluation of(List<ErrorCase> cases, Function<String, ErrorAnswer> explain) {
        return new ErrorEvaluation(cases.stream()
                .map(expected -> new Classified(expected, explain.apply(expected.text())))
                .toList());
    }

    /// Share that was taken for what it is, 0 to 1.
    public double accuracy() {
        return outcomes.isEmpty()
                ? 0
                : (double) outcomes.stream().filter(Classified::right).count() / outcomes.size();
    }

    /// The answers that tell programs to do what makes it worse.
    public List<Classified> harmful() {
        return outcomes.stream().filter(Classified::harmful).toList();
    }

    /// The answers that are wrong.
    public List<Classified> misses() {
        return outcomes.stream().filter(each -> !each.right()).toList();
    }
}
