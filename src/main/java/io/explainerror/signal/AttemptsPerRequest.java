package io.explainerror.signal;

import io.explainerror.model.MetricSeries;
import java.util.List;
import java.util.TreeMap;

/// How often a service tries for each original request. Originals are the requests that the service answered, by its
/// log, else by its metrics; else the retries with the lowest attempt number stand for them.
record AttemptsPerRequest(Extraction extraction, List<MetricSeries> metrics) {
    /// 1 without retries; NaN when nobody counts originals.
    double ratio(String service, long retries, Window window) {
        double originals = originals(service, window);
        if (originals >= 1) {
            return 1 + retries / originals;
        }
        TreeMap<Integer, Long> attempts = extraction.attempts.getOrDefault(service, new TreeMap<>());
        long numbered =
                attempts.tailMap(1).values().stream().mapToLong(Long::longValue).sum();
        if (numbered == 0) {
            return retries == 0 ? 1 : Double.NaN;
        }
        return retries == 0
                ? 1
                : 1 + (double) numbered / attempts.tailMap(1).firstEntry().getValue();
    }

    private double originals(String service, Window window) {
        ServiceTally tally = extraction.services.get(service);
        long logged = tally == null ? 0 : tally.requests.count(window);
        return logged > 0
                ? logged
                : metrics.stream()
                        .filter(m -> Replicas.service(m.service()).equals(service)
                                && MetricRole.of(m) == MetricRole.REQUEST_RATE)
                        .mapToDouble(m -> MetricWindow.of(m, window).median() * window.seconds())
                        .filter(requests -> !Double.isNaN(requests))
                        .max()
                        .orElse(0);
    }
}
