package io.explainerror.signal;

/// One quantity over the whole input in equal steps, prepared for finding the step at which it changes.
final class Series {
    private final String basis;
    private final boolean counts;
    private final boolean rises;
    private final double[] measured;
    private final double[] sums;
    private final double[] squares;

    /// @param basis  what kind of quantity: `errors`, `latency`, `symptoms`, `traffic`, `metrics`
    /// @param counts whether the values are counts of events (a Poisson model) rather than levels (a normal model)
    /// @param rises  whether only an increase is suspicious
    /// @param values one per step; NaN where nothing was measured
    Series(String basis, boolean counts, boolean rises, double[] values) {
        this.basis = basis;
        this.counts = counts;
        this.rises = rises;
        measured = new double[values.length + 1];
        sums = new double[values.length + 1];
        squares = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            boolean known = !Double.isNaN(values[i]);
            double value = known ? values[i] : 0;
            measured[i + 1] = measured[i] + (known ? 1 : 0);
            sums[i + 1] = sums[i] + value;
            squares[i + 1] = squares[i] + value * value;
        }
    }

    String basis() {
        return basis;
    }

    /// How much better two levels, one before and one from `step` on, explain the values than a single one: a
    /// log-likelihood ratio, 0 or more. Counts are compared as Poisson rates, levels as normal means with a common
    /// variance (Hinkley, "Inference about the change-point in a sequence of random variables", Biometrika 1970).
    double gain(int step) {
        int end = sums.length - 1;
        double n1 = measured[step];
        double n2 = measured[end] - n1;
        if (n1 == 0 || n2 == 0) {
            return 0;
        }
        double mean1 = sums[step] / n1;
        double mean2 = (sums[end] - sums[step]) / n2;
        if (rises && mean2 <= mean1) {
            return 0;
        }
        return counts ? poisson(step, mean1, mean2) : normal(n1, n2, mean1, mean2);
    }

    private double poisson(int step, double mean1, double mean2) {
        int end = sums.length - 1;
        double mean = sums[end] / measured[end];
        return sums[step] * log(mean1 / mean) + (sums[end] - sums[step]) * log(mean2 / mean);
    }

    private double normal(double n1, double n2, double mean1, double mean2) {
        double n = n1 + n2;
        double mean = (n1 * mean1 + n2 * mean2) / n;
        double total = squares[squares.length - 1];
        double split = Math.max(0, total - n1 * mean1 * mean1 - n2 * mean2 * mean2);
        double whole = Math.max(0, total - n * mean * mean);
        double noise = n * Math.pow(0.05 * Math.max(Math.abs(mean), 1e-9), 2);
        return n / 2 * Math.log((whole + noise) / (split + noise));
    }

    private static double log(double ratio) {
        return ratio > 0 ? Math.log(ratio) : 0;
    }
}
