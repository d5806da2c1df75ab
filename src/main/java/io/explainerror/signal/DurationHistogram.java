package io.explainerror.signal;

/// Durations in eight log-linear classes an octave, from a quarter of a millisecond to over an hour: quantiles are off
/// by at most 6 %, memory does not grow, and adding two histograms is exact.
final class DurationHistogram {
    private static final int SUB_BITS = 3;
    private static final int LOWEST_OCTAVE = 8;
    private static final int OCTAVES = 24;

    private final int[] counts = new int[(OCTAVES << SUB_BITS) + 1];
    private long total;
    private double sum;

    /// @param micros a duration in microseconds
    void add(long micros) {
        counts[index(micros)]++;
        total++;
        sum += micros;
    }

    DurationHistogram add(DurationHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        sum += other.sum;
        return this;
    }

    long count() {
        return total;
    }

    /// Milliseconds; 0 when empty.
    double mean() {
        return total == 0 ? 0 : sum / total / 1000;
    }

    /// A quantile in milliseconds; 0 when empty.
    ///
    /// @param q 0 to 1
    double quantile(double q) {
        long rank = Math.max(1, (long) Math.ceil(q * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return value(i);
            }
        }
        return 0;
    }

    /// How many lasted no longer than this many milliseconds.
    long atMost(double millis) {
        int last = index((long) (millis * 1000));
        long seen = 0;
        for (int i = 0; i <= last; i++) {
            seen += counts[i];
        }
        return seen;
    }

    private static int index(long micros) {
        if (micros < 1 << LOWEST_OCTAVE) {
            return 0;
        }
        int octave = 63 - Long.numberOfLeadingZeros(micros);
        if (octave >= LOWEST_OCTAVE + OCTAVES) {
            return OCTAVES << SUB_BITS;
        }
        int sub = (int) (micros >>> (octave - SUB_BITS)) & ((1 << SUB_BITS) - 1);
        return 1 + ((octave - LOWEST_OCTAVE) << SUB_BITS) + sub;
    }

    private static double value(int index) {
        if (index == 0) {
            return 0.25;
        }
        int octave = LOWEST_OCTAVE + ((index - 1) >> SUB_BITS);
        int sub = (index - 1) & ((1 << SUB_BITS) - 1);
        double low = Math.scalb(1 + sub / 8.0, octave);
        return (low + Math.scalb(1 / 16.0, octave)) / 1000;
    }
}
