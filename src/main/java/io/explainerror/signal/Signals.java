package io.explainerror.signal;

import io.explainerror.model.Alert;
import io.explainerror.model.Alerted;
import io.explainerror.model.ChangeEvent;
import io.explainerror.model.Exemplars;
import io.explainerror.model.MetricSeries;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// From what was extracted, the metrics, the changes and the alert to signals: finds the onset, cuts baseline and
/// incident there, and compares the two.
public final class Signals {
    private Signals() {}

    /// A pure function of its arguments.
    public static SignalSet derive(
            Extraction extraction, List<MetricSeries> metrics, List<ChangeEvent> changes, Alert alert) {
        Span span = Span.of(extraction, metrics);
        Windows windows = windows(extraction, metrics, alert, span.from(), span.to());
        List<Signal> signals = derive(extraction, metrics, changes, alert, windows);
        return new SignalSet(
                signals,
                span.timed() && windows.hasOnset() ? Optional.of(windows.onset()) : Optional.empty(),
                span.timed() ? Optional.of(EpochMicros.instant(span.from())) : Optional.empty(),
                span.timed() ? Optional.of(EpochMicros.instant(span.to())) : Optional.empty(),
                extraction.clocks.warnings());
    }

    private static Windows windows(Extraction extraction, List<MetricSeries> metrics, Alert alert, long from, long to) {
        long width = Windows.width(from, to);
        return Windows.of(from, to, alert, Timeseries.of(extraction, metrics, from, to, width), width);
    }

    private static List<Signal> derive(
            Extraction extraction,
            List<MetricSeries> metrics,
            List<ChangeEvent> changes,
            Alert alert,
            Windows windows) {
        Peers peers = peers(extraction, metrics, changes, alert);
        List<Signal> signals = new ArrayList<>();
        signals.addAll(new SymptomSignals(extraction, metrics, windows, peers).derive());
        signals.addAll(new TrafficSignals(extraction, windows, peers).derive());
        signals.addAll(new ServiceSignals(extraction, windows, metrics).derive());
        signals.addAll(new RepeatSignals(extraction, windows, signals).derive());
        signals.addAll(new AsymmetrySignals(extraction, windows).derive());
        signals.addAll(new MetricSignals(metrics, windows, peers::service).derive());
        signals.addAll(ChangeSignals.of(changes, windows, signals, peers::service));
        if (windows.hasOnset()) {
            signals.add(new OnsetFound(
                    windows.onset(),
                    windows.basis(),
                    windows.baseline().seconds(),
                    windows.incident().seconds(),
                    Exemplars.NONE));
        }
        if (!alert.title().isEmpty() || !alert.service().isEmpty()) {
            String text = Masker.mask((alert.title() + ": " + alert.description()).strip());
            signals.add(new Alerted(
                    peers.service(alert.service()),
                    alert.title(),
                    Exemplars.of(new SourceLine("alert.json", 0, text))));
        }
        return signals;
    }

    private static Peers peers(
            Extraction extraction, List<MetricSeries> metrics, List<ChangeEvent> changes, Alert alert) {
        Set<String> services = new TreeSet<>(extraction.services.keySet());
        metrics.forEach(m -> services.add(Replicas.service(m.service())));
        changes.forEach(c -> services.add(c.service()));
        services.add(alert.service());
        services.remove("");
        return new Peers(
                services,
                extraction.services.keySet(),
                databases(extraction, metrics),
                extraction.pathsServed,
                extraction.pathsAsked,
                askers(extraction));
    }

    private static Map<String, Set<String>> askers(Extraction extraction) {
        Map<String, Set<String>> askers = new HashMap<>();
        extraction.answers.keySet().forEach(key -> askers.computeIfAbsent(key.target(), _ -> new HashSet<>())
                .add(key.observer()));
        return askers;
    }

    /// A service is a database when its metrics or its own messages are a database's.
    private static Set<String> databases(Extraction extraction, List<MetricSeries> metrics) {
        Set<String> databases = new HashSet<>();
        for (MetricSeries metric : metrics) {
            MetricRole role = MetricRole.of(metric);
            if (role == MetricRole.DB_IDLE_IN_TRANSACTION || role == MetricRole.DB_LOCK_WAITS) {
                databases.add(Replicas.service(metric.service()));
            }
        }
        extraction.services.keySet().stream()
                .filter(
                        name -> name.matches(
                                "(?i).*(postgres|mysql|mariadb|mongo|oracle|mssql|sqlserver|cockroach|cassandra).*|(.*[-_])?(db|database)([-_].*)?"))
                .forEach(databases::add);
        return databases;
    }
}
