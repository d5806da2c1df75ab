package io.explainerror.model;

/// A service answers with another latency after the onset than before it.
///
/// @param service  who answers
/// @param observer who measured: the service itself, a caller, a proxy, or `metrics`
/// @param before   p95 of the baseline window in milliseconds
/// @param during   p95 of the incident window in milliseconds
/// @param count    requests behind `during`
public record LatencyShift(String service, String observer, double before, double during, long count, Exemplars lines)
        implements Signal {

    /// How many times slower, 1 meaning unchanged; a baseline below one millisecond counts as one millisecond.
    public double factor() {
        return Math.max(during, 1) / Math.max(before, 1);
    }

    /// Whether it is slower by at least the factor two and by at least 100 ms.
    public boolean isSlower() {
        return factor() >= 2 && during - before >= 100;
    }

    @Override
    public long support() {
        return Math.max(1, count);
    }
}
