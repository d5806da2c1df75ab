package io.explainerror.judge;

import io.explainerror.model.Judgement;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A judgement with what it was chosen from.
///
/// @param scores     log-odds of each pattern's best hypothesis, before the temperature divides them
/// @param supporting what speaks for each of them, strongest first; patterns that no rule speaks for are left out
/// @param fired      names of the rules that fired, those of causal links included
public record Deliberation(
        Judgement judgement,
        SortedMap<String, Double> scores,
        SortedMap<String, List<Judgement.Evidence>> supporting,
        Set<String> fired) {
    public Deliberation {
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
        supporting = Collections.unmodifiableSortedMap(new TreeMap<>(supporting));
        fired = Set.copyOf(fired);
    }
}
