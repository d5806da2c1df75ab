package io.explainerror.intake;

import io.explainerror.model.Alert;
import io.explainerror.model.ChangeEvent;
import io.explainerror.model.MetricSeries;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// What the user handed in. The logs are not read yet, everything else is.
///
/// @param logs     at least one
/// @param metrics  in the order given
/// @param changes  in the order given
/// @param alert    [Alert#NONE] when none was given
/// @param warnings what was left out, e.g. an empty file of a folder
/// @param parts    fingerprint of metrics, changes and alert, "" when there are none
public record Incident(
        List<LogSource> logs,
        List<MetricSeries> metrics,
        List<ChangeEvent> changes,
        Alert alert,
        List<String> warnings,
        String parts) {
    public Incident {
        logs = List.copyOf(logs);
        metrics = List.copyOf(metrics);
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /// One log and nothing else.
    public static Incident of(LogSource log) {
        return new Incident(List.of(log), List.of(), List.of(), Alert.NONE, List.of(), "");
    }

    /// The same with another alert.
    public Incident withAlert(Alert other) {
        return new Incident(logs, metrics, changes, other, warnings, parts);
    }

    /// Whether all logs can be read more than once.
    public boolean repeatable() {
        return logs.stream().noneMatch(LogSource.StreamLog.class::isInstance);
    }

    /// SHA-256 over the file names (without folders) and fingerprints of all inputs: the same input, wherever it lies,
    /// has the same digest. Ask once, after the logs were read: a stream has none before. See [Fingerprint].
    public String digest() {
        MessageDigest digest = Fingerprint.sha256();
        for (LogSource log : logs) {
            String file = log.name().substring(log.name().lastIndexOf('/') + 1);
            digest.update((file + "\n" + log.fingerprint() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        digest.update(parts.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
