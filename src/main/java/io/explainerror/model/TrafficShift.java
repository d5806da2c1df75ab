package io.explainerror.model;

/// A service receives another number of requests after the onset than before it.
///
/// @param service  who is called
/// @param observer who measured: the service itself, a proxy, or `metrics`
/// @param user     whether these are users' requests at the edge (retries between services excluded)
/// @param before   requests per second of the baseline window
/// @param during   requests per second of the incident window
public record TrafficShift(String service, String observer, boolean user, double before, double during, Exemplars lines)
        implements Signal {

    /// How many times more, 1 meaning unchanged; a baseline below one request a minute counts as one a minute.
    public double factor() {
        return during / Math.max(before, 1.0 / 60);
    }
}
