package io.explainerror.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// OTLP/JSON `resourceLogs`: attributes are lists of key and typed value.
/// <https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding>
final class OtlpLogs {
    /// Four numbers each: <https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber>.
    private static final List<String> SEVERITIES = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    private OtlpLogs() {}

    /// One flat object for each log record, with the resource's service and instance.
    static List<JsonNode> flatten(JsonNode resourceLogs) {
        ObjectNode resource = attributes(resourceLogs.path("resource").path("attributes"));
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode scope : resourceLogs.path("scopeLogs")) {
            for (JsonNode log : scope.path("logRecords")) {
                records.add(record(log, resource));
            }
        }
        return records;
    }

    private static ObjectNode record(JsonNode log, ObjectNode resource) {
        ObjectNode record = attributes(log.path("attributes"));
        JsonNode time = log.has("timeUnixNano") ? log.path("timeUnixNano") : log.path("observedTimeUnixNano");
        record.put("timeUnixNano", time.asText());
        record.put("severityText", severity(log));
        record.put("body", body(log.path("body")));
        record.put("traceId", log.path("traceId").asText());
        record.put("service.name", resource.path("service.name").asText());
        JsonNode pod =
                resource.has("k8s.pod.name") ? resource.path("k8s.pod.name") : resource.path("service.instance.id");
        record.put("pod", pod.asText());
        return record;
    }

    /// The text is the library's own word and optional; the number is the protocol's.
    private static String severity(JsonNode log) {
        String text = log.path("severityText").asText();
        int number = log.path("severityNumber").asInt();
        if (!text.isEmpty() || number < 1 || number > 24) {
            return text;
        }
        return SEVERITIES.get((number - 1) / 4);
    }

    private static ObjectNode attributes(JsonNode list) {
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        for (JsonNode attribute : list) {
            flat.put(attribute.path("key").asText(), value(attribute.path("value")));
        }
        return flat;
    }

    /// A structured body keeps its text under one of the usual keys.
    private static String body(JsonNode body) {
        ObjectNode map = attributes(body.path("kvlistValue").path("values"));
        for (String key : List.of("message", "msg", "body", "event")) {
            if (map.has(key)) {
                return map.path(key).asText();
            }
        }
        return value(body);
    }

    private static String value(JsonNode typed) {
        for (JsonNode value : typed) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        return typed.asText();
    }
}
