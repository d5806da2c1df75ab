package io.explainerror.signal;

import io.explainerror.intake.Incident;
import io.explainerror.intake.IncidentReader;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.LogSource;
import io.explainerror.intake.ReadOptions;
import io.explainerror.model.Alert;
import io.explainerror.model.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Signals of recorded incidents and of logs written down in a test.
final class Bundles {
    private static final ReadOptions OPTIONS = new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z"));
    private static final Recognisers RECOGNISERS = catalogue();

    private Bundles() {}

    static List<Signal> signals(String bundle) {
        Incident incident = IncidentReader.fromPaths(List.of(Path.of("dataset", bundle)));
        Extraction extraction = extraction(incident.logs());
        return Signals.derive(extraction, incident.metrics(), incident.changes(), incident.alert())
                .signals();
    }

    /// @param logs text by file name
    static SignalSet signals(Map<String, String> logs) {
        return Signals.derive(extraction(sources(logs)), List.of(), List.of(), Alert.NONE);
    }

    /// The same, each file with an extraction of its own, merged.
    static SignalSet merged(Map<String, String> logs) {
        Extraction merged = new Extraction(RECOGNISERS);
        sources(logs).forEach(source -> merged.merge(extraction(List.of(source))));
        return Signals.derive(merged, List.of(), List.of(), Alert.NONE);
    }

    static <S extends Signal> Stream<S> of(List<Signal> signals, Class<S> type) {
        return signals.stream().filter(type::isInstance).map(type::cast);
    }

    private static List<LogSource> sources(Map<String, String> logs) {
        return logs.entrySet().stream()
                .map(log -> LogSource.bytes(log.getKey(), log.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static Extraction extraction(List<LogSource> logs) {
        Extraction extraction = new Extraction(RECOGNISERS);
        logs.forEach(log -> LogReader.read(log, OPTIONS, extraction));
        return extraction;
    }

    private static Recognisers catalogue() {
        try {
            return RuleFolder.recognisers(Path.of("rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
