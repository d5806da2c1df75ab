package io.explainerror.signal;

import io.explainerror.model.MetricSeries;
import java.util.List;

/// The samples of one metric in one window.
///
/// @param samples in the order of time
record MetricWindow(List<MetricSeries.Point> samples) {
    static MetricWindow of(MetricSeries metric, Window window) {
        return new MetricWindow(metric.points().stream()
                .filter(p -> window.contains(p.time()) && !Double.isNaN(p.value()))
                .toList());
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    /// NaN when empty.
    double median() {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /// NaN when empty.
    double max() {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /// NaN when empty.
    double min() {
        double[] sorted = sorted();
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    /// Least-squares slope in units per second; 0 with fewer than three samples.
    double slope() {
        int n = samples.size();
        if (n < 3) {
            return 0;
        }
        long origin = samples.getFirst().time();
        double sumT = 0;
        double sumV = 0;
        double sumTt = 0;
        double sumTv = 0;
        for (MetricSeries.Point point : samples) {
            double t = (point.time() - origin) / 1e6;
            sumT += t;
            sumV += point.value();
            sumTt += t * t;
            sumTv += t * point.value();
        }
        double spread = n * sumTt - sumT * sumT;
        return spread <= 0 ? 0 : (n * sumTv - sumT * sumV) / spread;
    }

    /// Share of the samples that lie within 7 % below the highest: a resource at its limit draws a flat line.
    double plateau() {
        double top = max();
        return isEmpty()
                ? 0
                : samples.stream().filter(p -> p.value() >= 0.93 * top).count() / (double) samples.size();
    }

    private double[] sorted() {
        return samples.stream().mapToDouble(MetricSeries.Point::value).sorted().toArray();
    }
}
