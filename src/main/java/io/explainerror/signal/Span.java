package io.explainerror.signal;

import io.explainerror.model.MetricSeries;
import java.util.List;

/// The time that the input covers.
///
/// @param from  epoch microseconds of the first record or sample, 0 when nothing has a time
/// @param to    of the last one
/// @param timed whether anything has a time
record Span(long from, long to, boolean timed) {
    /// Metrics that reach further than this beyond the logs say nothing about them: five minutes.
    private static final long REACH = 300_000_000;

    /// From the first to the last record; metrics widen it, so that what a service logs for the first time has a
    /// before.
    static Span of(Extraction extraction, List<MetricSeries> metrics) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (MetricSeries metric : metrics) {
            for (MetricSeries.Point point : metric.points()) {
                from = Math.min(from, point.time());
                to = Math.max(to, point.time());
            }
        }
        if (extraction.from <= extraction.to) {
            from = Math.clamp(from, extraction.from - REACH, extraction.from);
            to = Math.clamp(to, extraction.to, extraction.to + REACH);
        }
        return from <= to ? new Span(from, to, true) : new Span(0, 0, false);
    }
}
