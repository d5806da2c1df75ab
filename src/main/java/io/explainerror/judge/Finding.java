package io.explainerror.judge;

import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one rule says about one hypothesis: all its firings taken together. Its weight and sentence are those of the
/// strongest firing, its lines come from all.
///
/// @param weight effective log-odds
/// @param lines  at most [#LINES], those of the strongest firing first
record Finding(RuleInfo rule, double weight, String says, List<Signal> signals, List<SourceLine> lines) {
    /// How many lines a piece of evidence quotes.
    static final int LINES = 3;

    /// How many signals a piece of evidence names.
    static final int SIGNALS = 10;

    /// Strongest first, then by rule: the order of every list of evidence.
    static final Comparator<Finding> STRONGEST_FIRST = Comparator.comparingDouble((Finding f) -> -Math.abs(f.weight()))
            .thenComparing(f -> f.rule().name());

    /// The text of signals stands in for their equality, so that the order of the firings cannot show. It decides only
    /// between firings that say the same, and is costly: it is made once, when asked for.
    private static final class Weighed {
        static final Comparator<Weighed> STRONGEST_FIRST = Comparator.comparingDouble(
                        (Weighed w) -> -Math.abs(w.weight))
                .thenComparing(w -> w.firing.says())
                .thenComparing(Weighed::key);

        private final Firing firing;
        private final double weight;
        private @Nullable String key;

        Weighed(Firing firing) {
            this.firing = firing;
            this.weight = EffectiveWeight.of(firing);
        }

        Firing firing() {
            return firing;
        }

        private String key() {
            String known = key;
            if (known == null) {
                List<String> words = new ArrayList<>(inWords(firing.signals()));
                lines(firing.signals()).map(SourceLine::toString).forEach(words::add);
                known = String.join("\n", words);
                key = known;
            }
            return known;
        }
    }

    /// Takes the firings of one rule together.
    ///
    /// @param firings at least one, all of the same rule
    static Finding merge(List<Firing> firings) {
        List<Firing> sorted = firings.stream()
                .map(Weighed::new)
                .sorted(Weighed.STRONGEST_FIRST)
                .map(Weighed::firing)
                .toList();
        Firing strongest = sorted.getFirst();
        List<Signal> signals =
                sorted.stream().flatMap(f -> f.signals().stream()).distinct().toList();
        List<SourceLine> lines = lines(signals).distinct().limit(LINES).toList();
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
                inWords(signals).stream().limit(SIGNALS).toList(),
                lines);
    }

    private static List<String> inWords(List<Signal> signals) {
        return signals.stream().map(SignalWords::of).distinct().toList();
    }

    private static Stream<SourceLine> lines(List<Signal> signals) {
        return signals.stream().flatMap(s -> s.lines().lines().stream());
    }
}
