package io.explainerror.signal;

import io.explainerror.model.MetricSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Turns what was extracted and the metrics into the series in which the onset is looked for.
final class Timeseries {
    private final long from;
    private final long width;
    private final int steps;
    private final List<Series> found = new ArrayList<>();

    private Timeseries(long from, long to, long width) {
        this.from = Windows.origin(from, width);
        this.width = width;
        this.steps = Windows.steps(from, to, width);
    }

    static List<Series> of(Extraction extraction, List<MetricSeries> metrics, long from, long to, long width) {
        Timeseries series = new Timeseries(from, to, width);
        new TreeMap<>(extraction.symptoms).forEach(series::symptom);
        new TreeMap<>(extraction.answers).values().forEach(series::answers);
        extraction.templates.values().forEach(miner -> miner.templates().forEach(series::template));
        metrics.forEach(series::metric);
        return series.found;
    }

    private void symptom(Extraction.SymptomKey key, Occurrences seen) {
        if (Kinds.failure(key.recogniser().symptom())) {
            found.add(new Series("symptoms", true, true, counts(seen.timeline())));
        }
    }

    private void template(Template<TemplateTally> template) {
        if (!template.value().recognised() && template.failure()) {
            double[] counts = counts(template.value().seen.timeline());
            found.add(new Series("symptoms", true, true, counts));
        }
    }

    private void answers(Answers seen) {
        double[] errors = new double[steps];
        double[] requests = new double[steps];
        double[] latency = empty();
        seen.tallies.sorted(Window.ALWAYS).forEach((begin, tally) -> {
            int step = step(begin);
            if (step >= 0) {
                errors[step] += tally.serverErrors;
                requests[step] += tally.requests;
                if (tally.durations.count() > 0) {
                    double log = Math.log(Math.max(1, tally.durations.quantile(0.9)));
                    latency[step] = Double.isNaN(latency[step]) ? log : Math.max(latency[step], log);
                }
            }
        });
        found.add(new Series("errors", true, true, errors));
        found.add(new Series("latency", false, true, latency));
        found.add(new Series("traffic", true, false, overdispersed(requests)));
    }

    private void metric(MetricSeries metric) {
        MetricRole role = MetricRole.of(metric);
        if (!role.tellsOnset()) {
            return;
        }
        double[] values = empty();
        for (MetricSeries.Point point : metric.points()) {
            int step = step(point.time());
            if (step >= 0) {
                values[step] = role == MetricRole.LATENCY ? Math.log(Math.max(1, point.value())) : point.value();
            }
        }
        found.add(new Series("metrics", false, role != MetricRole.REQUEST_RATE, values));
    }

    private double[] counts(Map<Long, long[]> timeline) {
        double[] values = new double[steps];
        timeline.forEach((begin, count) -> {
            int step = step(begin);
            if (step >= 0) {
                values[step] += count[0];
            }
        });
        return values;
    }

    /// Requests come in bursts: one user's click is several of them, so they vary more than a Poisson process.
    private static double[] overdispersed(double[] counts) {
        double[] scaled = counts.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] /= 4;
        }
        return scaled;
    }

    private double[] empty() {
        double[] values = new double[steps];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private int step(long time) {
        long step = Math.floorDiv(time - from, width);
        return step < 0 || step >= steps ? -1 : (int) step;
    }
}
