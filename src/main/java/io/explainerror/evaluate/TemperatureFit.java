package io.explainerror.evaluate;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Finds the temperature under which labelled incidents are least surprising (temperature scaling, Guo et al. 2017,
/// "On Calibration of Modern Neural Networks").
///
/// It minimises the mean negative log-likelihood `-1/n * sum of ln P(T)`, where `P(T)` is the confidence that all right
/// answers of an incident have together, by golden-section search over `ln T`. A small penalty `(ln T)^2 / (2 n)`, the
/// weight of one more incident that speaks for `T = 1`, keeps `T` finite when every answer is right.
final class TemperatureFit {
    static final double COLDEST = 0.2;
    static final double HOTTEST = 5;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /// Of `ln T`: three digits of the temperature.
    private static final double EXACT = 1e-4;

    /// What is thought impossible and happens all the same costs much, not infinitely much.
    private static final double LEAST = 1e-9;

    private TemperatureFit() {}

    /// @return between [#COLDEST] and [#HOTTEST]; 1 without samples
    static double of(List<Sample> samples) {
        return samples.isEmpty()
                ? 1
                : Math.exp(minimum(
                        log -> surprise(samples, Math.exp(log)) + log * log / (2 * samples.size()),
                        Math.log(COLDEST),
                        Math.log(HOTTEST)));
    }

    /// Mean negative log-likelihood.
    static double surprise(List<Sample> samples, double temperature) {
        return samples.stream()
                .mapToDouble(sample -> -Math.log(Math.max(LEAST, sample.likelihood(temperature))))
                .average()
                .orElse(0);
    }

    /// Where a function with one valley is lowest (Kiefer 1953).
    static double minimum(DoubleUnaryOperator valley, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = valley.applyAsDouble(left);
        double atRight = valley.applyAsDouble(right);
        while (high - low > EXACT) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = valley.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = valley.applyAsDouble(right);
            }
        }
        return (low + high) / 2;
    }
}
