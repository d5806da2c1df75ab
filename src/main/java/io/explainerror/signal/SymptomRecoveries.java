package io.explainerror.signal;

import io.explainerror.model.Exemplars;
import io.explainerror.model.MetricSeries;
import io.explainerror.model.Recovery;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Services whose failures, all of them, were over in the last third of the incident while they went on working.
record SymptomRecoveries(Extraction extraction, List<MetricSeries> metrics, Windows windows) {
    /// Beginnings of the kinds that tell of failures which can be over.
    static final List<String> FAILURES =
            List.of("call.", "db.", "queue.", "cache.", "broker.", "dns.", "tls.", "pool.");

    /// What fewer records say may be chance.
    private static final long ENOUGH = 5;

    /// @param failures by service
    List<Signal> derive(Map<String, List<Occurrences>> failures) {
        List<Signal> found = new ArrayList<>();
        Window incident = windows.incident();
        Window late = windows.late();
        failures.forEach((service, parts) -> {
            if (windows.hasBaseline()
                    && works(service, late)
                    && count(parts, incident) >= ENOUGH
                    && count(parts, late) == 0) {
                long ended = parts.stream()
                        .flatMap(part -> part.timeline().keySet().stream())
                        .filter(incident::contains)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(incident.from());
                found.add(new Recovery(
                        service,
                        service,
                        "symptoms",
                        (ended - incident.from()) / 1e6,
                        (incident.to() - ended) / 1e6,
                        Exemplars.NONE));
            }
        });
        return found;
    }

    /// Whether it logs, or by its metrics answers requests without errors: some log nothing but failures.
    private boolean works(String service, Window late) {
        ServiceTally tally = extraction.services.get(service);
        return (tally != null && tally.records(late) >= ENOUGH)
                || (measured(service, late, MetricRole.REQUEST_RATE, 0.1, Double.MAX_VALUE)
                        && measured(service, late, MetricRole.ERROR_RATIO, 0, 0.01));
    }

    private boolean measured(String service, Window late, MetricRole role, double least, double most) {
        List<MetricWindow> found = metrics.stream()
                .filter(metric -> Replicas.service(metric.service()).equals(service))
                .filter(metric -> MetricRole.of(metric) == role)
                .map(metric -> MetricWindow.of(metric, late))
                .filter(window -> !window.isEmpty())
                .toList();
        return !found.isEmpty()
                && found.stream().allMatch(window -> window.median() >= least && window.median() <= most);
    }

    private static long count(List<Occurrences> parts, Window window) {
        return parts.stream().mapToLong(part -> part.count(window)).sum();
    }
}
