package io.explainerror.model;

/// What the input holds about a service: rules that argue from absence need to know who was looking.
///
/// @param service  whose records or metrics are in the input
/// @param records  its log records, 0 when only metrics speak of it
/// @param requests answered requests its own log shows in the incident window
/// @param requestsBefore the same in the baseline window
/// @param metrics  whether the input has metrics of it
/// @param baseline whether there is a baseline window to compare with
public record Observed(
        String service,
        long records,
        long requests,
        long requestsBefore,
        boolean metrics,
        boolean baseline,
        Exemplars lines)
        implements Signal {}
