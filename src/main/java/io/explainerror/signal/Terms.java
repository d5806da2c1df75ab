package io.explainerror.signal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The words that signals carry in those properties whose values are words: what a rule may compare them with.
public final class Terms {
    private static final Map<String, SortedSet<String>> BY_PROPERTY = Map.of(
            "MetricShift.role",
            sorted(Arrays.stream(MetricRole.values()).map(MetricRole::id).toList()),
            "Saturation.resource",
            sorted(List.of("cpu", "heap", "memory", "db-pool", "worker-threads", "connections", "open-files", "disk")),
            "Change.kind",
            sorted(List.of("deploy", "config", "flag", "migration", "scale")),
            "Dependency.kind",
            sorted(List.of("http", "database", "cache", "queue", "proxy", "unknown")),
            "Recovery.what",
            sorted(List.of("errors", "latency", "symptoms")),
            "Silence.what",
            sorted(List.of("log", "requests")),
            "OnsetFound.basis",
            sorted(List.of("errors", "latency", "symptoms", "metrics", "traffic", "alert")));

    private Terms() {}

    /// By `Type.property`, e.g. `Saturation.resource`. Symptom kinds are not among them: the rule folder declares
    /// those.
    public static Map<String, SortedSet<String>> byProperty() {
        return BY_PROPERTY;
    }

    private static SortedSet<String> sorted(List<String> words) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(words));
    }
}
