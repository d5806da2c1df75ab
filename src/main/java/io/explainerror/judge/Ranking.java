package io.explainerror.judge;

import io.explainerror.model.Calibration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The patterns, each by its best hypothesis, most likely first; ties go by id.
///
/// @param ranked at least one
record Ranking(List<Ranked> ranked, Calibration calibration) {

    /// @param confidence 0 to 1; those of a ranking add up to 1
    record Ranked(Suspect suspect, double confidence) {
        String pattern() {
            return suspect.hypothesis().pattern();
        }

        String service() {
            return suspect.hypothesis().service();
        }
    }

    static Ranking of(Collection<Suspect> suspects, Calibration calibration) {
        SortedMap<String, Suspect> best = new TreeMap<>();
        for (Suspect suspect : suspects) {
            best.merge(suspect.hypothesis().pattern(), suspect, Ranking::better);
        }
        SortedMap<String, Double> confidences = Softmax.of(scores(best.values()), calibration.temperature());
        List<Ranked> ranked = new ArrayList<>();
        best.forEach((pattern, suspect) ->
                ranked.add(new Ranked(suspect, Objects.requireNonNull(confidences.get(pattern)))));
        ranked.sort(
                Comparator.comparingDouble((Ranked r) -> -r.suspect().score()).thenComparing(Ranked::pattern));
        return new Ranking(List.copyOf(ranked), calibration);
    }

    private static Suspect better(Suspect one, Suspect other) {
        int byScore = Double.compare(one.score(), other.score());
        if (byScore != 0) {
            return byScore > 0 ? one : other;
        }
        return one.hypothesis().compareTo(other.hypothesis()) <= 0 ? one : other;
    }

    private static SortedMap<String, Double> scores(Collection<Suspect> suspects) {
        SortedMap<String, Double> scores = new TreeMap<>();
        suspects.forEach(s -> scores.put(s.hypothesis().pattern(), s.score()));
        return scores;
    }

    /// Log-odds by pattern.
    SortedMap<String, Double> scores() {
        return scores(ranked.stream().map(Ranked::suspect).toList());
    }

    Ranked primary() {
        return ranked.getFirst();
    }

    List<Ranked> others() {
        return ranked.subList(1, ranked.size());
    }

    /// By how much the primary's confidence exceeds the runner-up's, 0 to 1.
    double margin() {
        return primary().confidence() - (ranked.size() > 1 ? ranked.get(1).confidence() : 0);
    }

    /// The primary's confidence if a pattern scored higher by some log-odds, all else unchanged.
    double confidenceIf(String pattern, double more) {
        SortedMap<String, Double> scores = scores();
        scores.merge(pattern, more, Double::sum);
        return Objects.requireNonNull(
                Softmax.of(scores, calibration.temperature()).get(primary().pattern()));
    }
}
