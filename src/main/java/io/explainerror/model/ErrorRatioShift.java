package io.explainerror.model;

/// The share of failed answers of a service changed.
///
/// @param service  who answers
/// @param observer who measured: the service itself, a caller, a proxy, or `metrics`
/// @param before   share of answers with status 500 to 599 in the baseline window, 0 to 1
/// @param during   the same in the incident window
/// @param count    failed answers behind `during`
/// @param fastRatio share of the failed answers of the incident window that took no longer than twice the baseline's
///                  p95, 0 to 1; -1 when durations are unknown
public record ErrorRatioShift(
        String service, String observer, double before, double during, long count, double fastRatio, Exemplars lines)
        implements Signal {

    /// By how much the share grew, -1 to 1.
    public double growth() {
        return during - before;
    }

    /// Whether the share grew by at least five percentage points.
    public boolean isRising() {
        return growth() >= 0.05;
    }

    @Override
    public long support() {
        return Math.max(1, count);
    }
}
