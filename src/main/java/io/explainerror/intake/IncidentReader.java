package io.explainerror.intake;

import io.explainerror.model.Alert;
import io.explainerror.model.ProblemException.InputTooLarge;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Takes what a user hands in: log files, folders of logs, a bundle folder, standard input, a JSON bundle.
///
/// A bundle folder holds `logs/` and, if there are any, `metrics.json`, `changes.json` and `alert.json`. A JSON bundle
/// is `{"logs": [{"name": "checkout.log", "service": "checkout", "text": "..."}], "metrics": [...], "changes": [...],
/// "alert": {...}}`; `logs` may also be an object of texts by name. Times are ISO 8601 or epoch seconds or
/// milliseconds.
public final class IncidentReader {
    /// Bytes a JSON bundle may have when nothing else is configured.
    public static final long LARGEST_BUNDLE = 64L << 20;

    private IncidentReader() {}

    /// Reads the metrics, changes and alert of a bundle folder and finds the logs; `-` is standard input.
    ///
    /// @throws UnreadableInput when something is missing, unreadable or malformed; the message says what and where
    public static Incident fromPaths(List<Path> paths) {
        return fromPaths(paths, System.in);
    }

    /// As [#fromPaths(List)], with the stream that `-` stands for.
    public static Incident fromPaths(List<Path> paths, InputStream standardInput) {
        return new BundleFolders(standardInput).read(paths);
    }

    /// Reads the JSON object of an `alert.json`.
    ///
    /// @throws UnreadableInput when it is malformed; the message names line, column and field
    public static Alert alert(String json) {
        return IncidentParts.alert(JsonPart.parse("alert", json.getBytes(StandardCharsets.UTF_8)));
    }

    /// Reads a JSON bundle of at most [#LARGEST_BUNDLE] bytes.
    ///
    /// @throws UnreadableInput when it is malformed or has no logs; the message names line, column and field
    public static Incident fromJson(byte[] json) {
        return fromJson(json, LARGEST_BUNDLE);
    }

    /// As [#fromJson(byte[])] with a limit of its own.
    ///
    /// @throws InputTooLarge when the bundle has more bytes
    public static Incident fromJson(byte[] json, long largest) {
        if (json.length > largest) {
            throw new InputTooLarge("bundle: " + json.length + " bytes are more than the limit of " + largest
                    + "; send only the time around the incident");
        }
        return BundleJson.read(json);
    }

    /// Reads an alert: the JSON object of an `alert.json`.
    ///
    /// @param name what to call it in messages
    /// @throws UnreadableInput when it is malformed; the message names line, column and field
    public static Alert alert(String name, byte[] json) {
        return IncidentParts.alert(JsonPart.parse(name, json));
    }
}
