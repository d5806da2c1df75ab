package io.explainerror.model;

/// A limited resource is used to a share of its limit.
///
/// @param service  whose resource it is
/// @param resource `cpu`, `heap`, `memory`, `db-pool`, `worker-threads`, `connections`, `open-files`, `disk`
/// @param before   typical (median) used share in the baseline window, 0 to 1
/// @param during   highest used share in the incident window, 0 to 1
/// @param limit    the limit in the metric's own unit, 0 when unknown
/// @param waiting  who waited for the resource at the worst moment, 0 when nobody or unknown
public record Saturation(
        String service, String resource, double before, double during, double limit, double waiting, Exemplars lines)
        implements Signal {

    /// Whether at least 95 % of the limit are in use.
    public boolean isFull() {
        return during >= 0.95;
    }
}
