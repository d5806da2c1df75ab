package io.explainerror.intake;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A bundle that came as one JSON document.
final class BundleJson {
    private static final String LOGS = "a list of {name, service, text} or an object of texts by name";

    private BundleJson() {}

    static Incident read(byte[] json) {
        JsonPart bundle = JsonPart.parse("bundle", json).object("an object with logs, metrics, changes and alert");
        List<LogSource> logs = logs(bundle.at("logs"));
        if (logs.isEmpty()) {
            throw new UnreadableInput(
                    "bundle: logs: expected " + LOGS + " with at least one log that is not empty, received none");
        }
        Fingerprint parts = new Fingerprint();
        for (String part : List.of("metrics", "changes", "alert")) {
            byte[] text = Ascii.bytes(bundle.at(part).node().toString());
            parts.update(text, 0, text.length);
        }
        return new Incident(
                logs,
                IncidentParts.metrics(bundle.at("metrics")),
                IncidentParts.changes(bundle.at("changes")),
                IncidentParts.alert(bundle.at("alert")),
                List.of(),
                parts.text());
    }

    private static List<LogSource> logs(JsonPart part) {
        List<LogSource> logs = new ArrayList<>();
        if (part.node().isObject()) {
            for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> entry :
                    part.node().properties()) {
                add(logs, entry.getKey(), "", part.at(entry.getKey()));
            }
        } else if (!part.absent()) {
            int nth = 1;
            for (JsonPart log : part.list(LOGS)) {
                log.object("{name, service, text}");
                JsonPart name = log.at("name");
                add(
                        logs,
                        name.absent() ? "log-" + nth : name.text(),
                        log.at("service").text(),
                        log.at("text"));
                nth++;
            }
        }
        return logs;
    }

    private static void add(List<LogSource> logs, String name, String service, JsonPart text) {
        if (!text.node().isTextual()) {
            throw text.wrong("the log's text");
        }
        byte[] bytes = Ascii.bytes(text.text());
        if (bytes.length > 0) {
            logs.add(new LogSource.BytesLog(name, service, bytes));
        }
    }
}
