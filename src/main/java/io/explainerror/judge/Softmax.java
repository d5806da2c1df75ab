package io.explainerror.judge;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// Scores to confidences: `exp(score / T) / sum of exp(score / T)`, which add up to 1.
public final class Softmax {
    private Softmax() {}

    /// @param scores      log-odds by pattern, at least one
    /// @param temperature T, above 0
    public static SortedMap<String, Double> of(SortedMap<String, Double> scores, double temperature) {
        // Subtracting the highest score keeps exp() finite and changes no ratio.
        double highest = scores.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        SortedMap<String, Double> odds = new TreeMap<>();
        scores.forEach((pattern, score) -> odds.put(pattern, Math.exp((score - highest) / temperature)));
        double sum = odds.values().stream().mapToDouble(Double::doubleValue).sum();
        odds.replaceAll((_, value) -> value / sum);
        return odds;
    }
}
