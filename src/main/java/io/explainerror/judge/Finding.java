package io.explainerror.judge;

import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import java.util.Comparator;
import java.util.List;

/// What one rule says about one hypothesis: all its firings taken together. Its weight and sentence are those of the
/// strongest firing, its lines come from all.
///
/// @param weight effective log-odds
/// @param lines  at most [#LINES], those of the strongest firing first
record Finding(RuleInfo rule, double weight, String says, List<Signal> signals, List<SourceLine> lines) {
    /// How many lines a piece of evidence quotes.
    static final int LINES = 3;

    /// Strongest first, then by rule: the order of every list of evidence.
    static final Comparator<Finding> STRONGEST_FIRST = Comparator.comparingDouble((Finding f) -> -Math.abs(f.weight()))
            .thenComparing(f -> f.rule().name());

    // The text of signals stands in for their equality, so that the order of the firings cannot show.
    private static final Comparator<Firing> STRONGEST_FIRING = Comparator.comparingDouble(
                    (Firing f) -> -Math.abs(EffectiveWeight.of(f)))
            .thenComparing(Firing::says)
            .thenComparing(f -> String.join("\n", words(f.signals())))
            .thenComparing(f -> String.join("\n", places(f.signals())));

    /// Takes the firings of one rule together.
    ///
    /// @param firings at least one, all of the same rule
    static Finding merge(List<Firing> firings) {
        List<Firing> sorted = firings.stream().sorted(STRONGEST_FIRING).toList();
        Firing strongest = sorted.getFirst();
        List<Signal> signals =
                sorted.stream().flatMap(f -> f.signals().stream()).distinct().toList();
        List<SourceLine> lines = signals.stream()
                .flatMap(s -> s.lines().lines().stream())
                .distinct()
                .limit(LINES)
                .toList();
        return new Finding(strongest.rule(), EffectiveWeight.of(strongest), strongest.says(), signals, lines);
    }

    boolean speaksFor() {
        return weight > 0;
    }

    /// As the judgement shows it.
    Judgement.Evidence evidence(Hypothesis hypothesis) {
        return new Judgement.Evidence(
                rule.name(),
                rule.pattern(),
                Rounding.hundredths(weight),
                says,
                hypothesis.service(),
                words(signals),
                lines);
    }

    private static List<String> words(List<Signal> signals) {
        return signals.stream().map(SignalWords::of).distinct().toList();
    }

    private static List<String> places(List<Signal> signals) {
        return signals.stream()
                .flatMap(s -> s.lines().lines().stream())
                .map(SourceLine::place)
                .toList();
    }
}
