package io.explainerror.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// OTLP/JSON `resourceLogs`: attributes are lists of key and typed value.
/// <https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding>
final class OtlpLogs {
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
        record.put("severityText", log.path("severityText").asText());
        record.put("body", value(log.path("body")));
        record.put("traceId", log.path("traceId").asText());
        record.put("service.name", resource.path("service.name").asText());
        JsonNode pod =
                resource.has("k8s.pod.name") ? resource.path("k8s.pod.name") : resource.path("service.instance.id");
        record.put("pod", pod.asText());
        return record;
    }

    private static ObjectNode attributes(JsonNode list) {
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        for (JsonNode attribute : list) {
            flat.put(attribute.path("key").asText(), value(attribute.path("value")));
        }
        return flat;
    }

    private static String value(JsonNode typed) {
        for (JsonNode value : typed) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        return typed.asText();
    }
}
