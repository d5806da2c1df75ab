package io.explainerror.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A hypothesis with what speaks for and against it.
///
/// `score = prior + sum of the counted findings + gains - losses`, all log-odds. Of the findings of one group only the
/// strongest of each sign is counted: rules of a group look at the same fact, and a fact is not worth more because
/// several rules noticed it.
///
/// @param prior   log-odds of the pattern before any evidence
/// @param fired   everything said about it, one finding per rule
/// @param counted those of `fired` that the score contains, strongest first
/// @param gains   evidence of its effects that it explains
/// @param losses  evidence of its own that causes explain, strongest first
record Suspect(
        Hypothesis hypothesis,
        double prior,
        List<Finding> fired,
        List<Finding> counted,
        List<Explained> gains,
        List<Explained> losses) {

    /// Evidence that moves from an effect to its cause.
    ///
    /// @param other  the effect for a gain, the cause for a loss
    /// @param weight log-odds, above 0
    record Explained(Hypothesis other, double weight, CausalLinks.Applied link) {}

    /// A suspect that no causal link has touched.
    static Suspect of(Hypothesis hypothesis, double prior, List<Finding> fired) {
        return new Suspect(hypothesis, prior, fired, counted(fired), List.of(), List.of());
    }

    Suspect with(List<Explained> gained, List<Explained> lost) {
        return new Suspect(hypothesis, prior, fired, counted, gained, lost);
    }

    double score() {
        return prior + evidence() + sum(gains) - sum(losses);
    }

    /// What the rules add, without prior and links.
    double evidence() {
        return counted.stream().mapToDouble(Finding::weight).sum();
    }

    /// What speaks for it, strongest first.
    List<Finding> supporting() {
        return counted.stream().filter(Finding::speaksFor).toList();
    }

    /// What speaks against it, strongest first.
    List<Finding> contradicting() {
        return counted.stream().filter(f -> !f.speaksFor()).toList();
    }

    boolean firedRule(String name) {
        return fired.stream().anyMatch(f -> f.rule().name().equals(name));
    }

    /// What the strongest supporting finding of a group adds; 0 when none fired.
    double strongestFor(String group) {
        return supporting().stream()
                .filter(f -> f.rule().group().equals(group))
                .mapToDouble(Finding::weight)
                .max()
                .orElse(0);
    }

    private static double sum(List<Explained> explained) {
        return explained.stream().mapToDouble(Explained::weight).sum();
    }

    private static List<Finding> counted(List<Finding> fired) {
        Map<String, Finding> strongest = new TreeMap<>();
        for (Finding finding : fired.stream().sorted(Finding.STRONGEST_FIRST).toList()) {
            if (finding.weight() != 0) {
                strongest.putIfAbsent(
                        (finding.speaksFor() ? "+" : "-") + finding.rule().group(), finding);
            }
        }
        List<Finding> counted = new ArrayList<>(strongest.values());
        counted.sort(Finding.STRONGEST_FIRST);
        return List.copyOf(counted);
    }
}
