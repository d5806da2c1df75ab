package io.explainerror.model;

/// What changed at system level: one immutable fact of the Drools session.
///
/// Rules name these types and their components; a component renamed here breaks every rule base in the field.
public sealed interface Signal
        permits Symptom,
                LatencyShift,
                ErrorRatioShift,
                TrafficShift,
                RetryRatio,
                Saturation,
                QueueGrowth,
                MetricShift,
                NewTemplate,
                Silence,
                Recovery,
                Restart,
                Change,
                Dependency,
                Asymmetry,
                Observed,
                OnsetFound,
                Alerted {

    /// The service this signal speaks of, or "" when it speaks of the whole incident.
    String service();

    /// The log lines or metric series behind it; may be empty for signals handed in ready-made.
    Exemplars lines();

    /// How many observations stand behind it, at least 1: a judgement gives a single observation less weight than many.
    /// A series of samples counts as 20.
    default long support() {
        return SERIES;
    }

    /// The support of a signal that rests on a series of samples instead of single records.
    long SERIES = 20;
}
