package io.explainerror.model;

import java.util.List;

/// One metric of one service over time, as the user handed it in.
///
/// @param unit "" when not given
public record MetricSeries(String service, String name, String unit, List<Point> points) {
    public MetricSeries {
        points = List.copyOf(points);
    }

    /// @param time epoch microseconds
    public record Point(long time, double value) {}
}
