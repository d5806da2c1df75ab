package io.explainerror.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Whether confidences mean what they say: of the answers given with confidence 0.8, eight in ten should be right.
///
/// @param bins  ten bins of equal width, from 0 to 1
/// @param brier mean squared difference between confidence and truth (Brier 1950), 0 is best
/// @param error expected calibration error (Naeini et al. 2015): mean distance between a bin's confidence and accuracy,
///              weighted by the bin's share
public record Reliability(List<Bin> bins, double brier, double error) {
    private static final int BINS = 10;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /// @param from       lower bound of the confidence
    /// @param count      answers in the bin
    /// @param confidence their mean confidence, 0 when there are none
    /// @param accuracy   share of them that is right, 0 when there are none
    public record Bin(double from, int count, double confidence, double accuracy) {}

    /// @param confidence 0 to 1
    record Answer(double confidence, boolean right) {}

    static Reliability of(List<Answer> answers) {
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int i = 0; i < BINS; i++) {
            Bin bin = bin(i, answers);
            bins.add(bin);
            error += answers.isEmpty() ? 0 : Math.abs(bin.confidence - bin.accuracy) * bin.count / answers.size();
        }
        double brier = answers.stream()
                .mapToDouble(a -> Math.pow(a.confidence - (a.right ? 1 : 0), 2))
                .average()
                .orElse(0);
        return new Reliability(bins, brier, error);
    }

    private static Bin bin(int index, List<Answer> answers) {
        List<Answer> inside = answers.stream()
                .filter(a -> Math.min(BINS - 1, (int) (a.confidence * BINS)) == index)
                .toList();
        return new Bin(
                (double) index / BINS,
                inside.size(),
                inside.stream().mapToDouble(Answer::confidence).average().orElse(0),
                inside.stream().mapToDouble(a -> a.right ? 1 : 0).average().orElse(0));
    }
}
