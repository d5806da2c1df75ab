package io.explainerror.model;

/// A shift that was over before the input ended: what it was is as before in the last third of the incident window.
///
/// @param service  whose answers they are
/// @param observer who measured, as in [ErrorRatioShift] and [LatencyShift]; the service itself for `symptoms`
/// @param what     `errors`, `latency`, or `symptoms` for the failures a service logs
/// @param lasted   seconds from the onset to the last answer that was worse than before
/// @param calm     seconds from then to the end of the input
public record Recovery(String service, String observer, String what, double lasted, double calm, Exemplars lines)
        implements Signal {}
