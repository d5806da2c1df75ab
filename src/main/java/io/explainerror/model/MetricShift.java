package io.explainerror.model;

/// A metric moved between the baseline and the incident window.
///
/// @param service whose metric it is
/// @param role    what it measures whatever it is called: `cache-hits`, `cache-misses`, `connections`,
///                `connections-max`, `consume-rate`, `cpu`, `cpu-limit`, `cpu-throttled`, `db-active`,
///                `db-idle-in-transaction`, `db-lock-waits`, `db-tps`, `disk-used`, `error-ratio`, `event-loop-lag`,
///                `gc-pause`, `heap`, `heap-max`, `latency`, `memory`, `memory-limit`, `open-files`,
///                `open-files-max`, `outbound-rate`, `pool-active`, `pool-max`, `pool-waiting`, `publish-rate`,
///                `queue-depth`, `request-rate`, `restarts`, `up`, `workers-busy`, `workers-max`, `workers-queued`,
///                or `other`
/// @param name    the metric's own name
/// @param unit    its unit as given, "" when unknown
/// @param before  median of the baseline window, NaN without one
/// @param during  median of the incident window
/// @param peak    highest value of the incident window
/// @param low     lowest value of the incident window
/// @param slope   least-squares slope in the incident window, in units per minute
public record MetricShift(
        String service,
        String role,
        String name,
        String unit,
        double before,
        double during,
        double peak,
        double low,
        double slope,
        Exemplars lines)
        implements Signal {

    /// How many times the median grew, 1 meaning unchanged; NaN without a baseline.
    public double factor() {
        return during / Math.max(before, 1e-9);
    }

    /// How many times the peak exceeds the baseline's median.
    public double peakFactor() {
        return peak / Math.max(before, 1e-9);
    }
}
