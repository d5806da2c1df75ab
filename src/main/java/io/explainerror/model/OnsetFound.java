package io.explainerror.model;

import java.time.Instant;

/// The instant at which the incident's behaviour begins; at most one in a session.
///
/// @param time     before it is baseline, from it on is incident
/// @param basis    what it was found from: `errors`, `latency`, `symptoms`, `metrics`, `traffic`, `alert`
/// @param baseline length of the baseline window in seconds, 0 when everything is broken from the first line
/// @param incident length of the incident window in seconds
public record OnsetFound(Instant time, String basis, double baseline, double incident, Exemplars lines)
        implements Signal {
    @Override
    public String service() {
        return "";
    }
}
