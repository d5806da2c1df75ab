package io.explainerror.signal;

import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.MetricSeries;
import io.explainerror.model.MetricShift;
import io.explainerror.model.QueueGrowth;
import io.explainerror.model.Saturation;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import io.explainerror.model.TrafficShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Metrics to signals: what moved, what is full, what grows.
final class MetricSignals {
    private static final String OBSERVER = "metrics";

    private final List<MetricSeries> metrics;
    private final Windows windows;
    private final Function<String, String> service;
    private final List<Signal> found = new ArrayList<>();

    /// @param service resolves a metric's service to the name that the logs use
    MetricSignals(List<MetricSeries> metrics, Windows windows, Function<String, String> service) {
        this.metrics = metrics;
        this.windows = windows;
        this.service = service;
    }

    List<Signal> derive() {
        metrics.forEach(this::derive);
        return found;
    }

    private void derive(MetricSeries metric) {
        MetricRole role = MetricRole.of(metric);
        MetricWindow before = MetricWindow.of(metric, windows.baseline());
        MetricWindow during = MetricWindow.of(metric, windows.incident());
        if (during.isEmpty()) {
            return;
        }
        found.add(new MetricShift(
                service.apply(metric.service()),
                role.id(),
                metric.name(),
                metric.unit(),
                before.median(),
                during.median(),
                during.max(),
                during.min(),
                during.slope() * 60,
                lines(metric, before, during)));
        special(metric, role, before, during);
    }

    private void special(MetricSeries metric, MetricRole role, MetricWindow before, MetricWindow during) {
        switch (role) {
            case QUEUE_DEPTH -> queue(metric, before, during);
            case POOL_ACTIVE -> share(metric, "db-pool", MetricRole.POOL_MAX, before, during);
            case WORKERS_BUSY -> share(metric, "worker-threads", MetricRole.WORKERS_MAX, before, during);
            case HEAP -> share(metric, "heap", MetricRole.HEAP_MAX, before, during);
            case MEMORY -> share(metric, "memory", MetricRole.MEMORY_LIMIT, before, during);
            case FDS -> share(metric, "open-files", MetricRole.FDS_MAX, before, during);
            case CONNECTIONS -> share(metric, "connections", MetricRole.CONNECTIONS_MAX, before, during);
            case CPU -> cpu(metric, before, during);
            case DISK -> disk(metric, before, during);
            case ERROR_RATIO -> errors(metric, before, during);
            case LATENCY -> latency(metric, before, during);
            case REQUEST_RATE -> traffic(metric, before, during);
            default -> {
                // shown as a MetricShift only
            }
        }
    }

    private void queue(MetricSeries metric, MetricWindow before, MetricWindow during) {
        found.add(new QueueGrowth(
                service.apply(metric.service()),
                MetricRole.instance(metric),
                orZero(before.median()),
                during.max(),
                during.slope(),
                lines(metric, before, during)));
    }

    private void share(
            MetricSeries metric, String resource, MetricRole limitRole, MetricWindow before, MetricWindow during) {
        double limit = sibling(metric, limitRole).map(MetricWindow::max).orElse(0.0);
        if (limit > 0) {
            double waiting =
                    switch (resource) {
                        case "db-pool" ->
                            sibling(metric, MetricRole.POOL_WAITING)
                                    .map(MetricWindow::max)
                                    .orElse(0.0);
                        case "worker-threads" ->
                            sibling(metric, MetricRole.WORKERS_QUEUED)
                                    .map(MetricWindow::max)
                                    .orElse(0.0);
                        default -> 0;
                    };
            found.add(saturation(metric, resource, limit, waiting, before, during));
        }
    }

    /// Without a known limit, processor use that draws a flat line well above what was usual is at its limit.
    private void cpu(MetricSeries metric, MetricWindow before, MetricWindow during) {
        double limit = sibling(metric, MetricRole.CPU_LIMIT)
                .map(MetricWindow::max)
                .orElseGet(() -> plateauLimit(before, during));
        if (limit > 0) {
            found.add(saturation(metric, "cpu", limit, 0, before, during));
        }
    }

    private static double plateauLimit(MetricWindow before, MetricWindow during) {
        List<MetricSeries.Point> samples = during.samples();
        MetricWindow settled = new MetricWindow(samples.subList(Math.min(2, samples.size()), samples.size()));
        boolean flat = settled.samples().size() >= 5 && settled.plateau() >= 0.6;
        boolean raised = settled.max() >= 2 * orZero(before.median());
        return flat && raised && settled.max() >= 0.05 ? settled.max() : 0;
    }

    private void disk(MetricSeries metric, MetricWindow before, MetricWindow during) {
        boolean percent = metric.unit().toLowerCase(Locale.ROOT).startsWith("percent")
                || metric.unit().equals("%")
                || during.max() > 1.5;
        boolean ratio = metric.unit().toLowerCase(Locale.ROOT).startsWith("ratio");
        if (percent || ratio) {
            found.add(saturation(metric, "disk", ratio ? 1 : 100, 0, before, during));
        }
    }

    private Saturation saturation(
            MetricSeries metric,
            String resource,
            double limit,
            double waiting,
            MetricWindow before,
            MetricWindow during) {
        return new Saturation(
                service.apply(metric.service()),
                resource,
                orZero(before.median()) / limit,
                Math.min(1, during.max() / limit),
                limit,
                waiting,
                lines(metric, before, during));
    }

    private void errors(MetricSeries metric, MetricWindow before, MetricWindow during) {
        double scale = during.max() > 1.5 || metric.unit().startsWith("percent") ? 100 : 1;
        boolean share = scale == 100 || during.max() <= 1;
        if (share) {
            found.add(new ErrorRatioShift(
                    service.apply(metric.service()),
                    OBSERVER,
                    orZero(before.median()) / scale,
                    during.median() / scale,
                    Signal.SERIES,
                    -1,
                    lines(metric, before, during)));
        }
    }

    private void latency(MetricSeries metric, MetricWindow before, MetricWindow during) {
        double millis =
                switch (metric.unit().toLowerCase(Locale.ROOT)) {
                    case "s", "seconds", "sec" -> 1000;
                    case "us", "µs", "microseconds" -> 0.001;
                    default -> 1;
                };
        found.add(new LatencyShift(
                service.apply(metric.service()),
                OBSERVER,
                orZero(before.median()) * millis,
                during.median() * millis,
                Signal.SERIES,
                lines(metric, before, during)));
    }

    private void traffic(MetricSeries metric, MetricWindow before, MetricWindow during) {
        found.add(new TrafficShift(
                service.apply(metric.service()),
                OBSERVER,
                metric.name().startsWith("client_"),
                orZero(before.median()),
                during.median(),
                lines(metric, before, during)));
    }

    private Optional<MetricWindow> sibling(MetricSeries metric, MetricRole role) {
        return metrics.stream()
                .filter(m -> m.service().equals(metric.service()) && MetricRole.of(m) == role)
                .findFirst()
                .map(m -> MetricWindow.of(m, windows.incident()))
                .filter(w -> !w.isEmpty());
    }

    private static Exemplars lines(MetricSeries metric, MetricWindow before, MetricWindow during) {
        String text = "%s of %s: %s before, %s at the median and %s at the peak since %s"
                .formatted(
                        metric.name(),
                        metric.service(),
                        readable(before.median()),
                        readable(during.median()),
                        readable(during.max()),
                        metric.unit().isEmpty() ? "" : "(" + metric.unit() + ")");
        return Exemplars.of(new SourceLine("metrics.json", 0, text.strip()));
    }

    private static String readable(double value) {
        return Double.isNaN(value)
                ? "nothing"
                : String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3g", value);
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
