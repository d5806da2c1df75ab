package io.explainerror.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.util.Set;

/// Logs that are one JSON document and not one object a line: exports of CloudWatch Logs and Logs Insights,
/// `kubectl get events -o json`, OTLP/JSON, any array of records. Read one record at a time.
final class JsonDocument {
    /// Arrays that hold the records.
    private static final Set<String> CONTAINERS = Set.of("items", "events", "results", "resourceLogs", "logs", "hits");

    private static final byte[][] KEYS = {
        Ascii.bytes("\"resourceLogs\""), Ascii.bytes("\"items\""), Ascii.bytes("\"results\""), Ascii.bytes("\"events\"")
    };

    private final ObjectMapper mapper = new ObjectMapper();
    private final Writers writers;
    private final String file;
    private final Stamps stamps;

    JsonDocument(Writers writers, String file, Stamps stamps) {
        this.writers = writers;
        this.file = file;
        this.stamps = stamps;
    }

    /// Whether the first bytes are those of such a document.
    static boolean is(byte[] b, int length) {
        int p = white(b, 0, length);
        byte open = Ascii.at(b, p, length);
        int next = white(b, p + 1, length);
        if (open == '[') {
            return Ascii.at(b, next, length) == '{';
        }
        if (open != '{' || Ascii.at(b, next, length) != '"') {
            return false;
        }
        for (byte[] key : KEYS) {
            int at = Ascii.find(b, 0, Math.min(length, 400), key);
            if (at >= 0 && Ascii.at(b, white(b, white(b, at + key.length, length) + 1, length), length) == '[') {
                return true;
            }
        }
        return false;
    }

    private static int white(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (Ascii.blank(b[i]) || b[i] == '\n' || b[i] == '\r')) {
            i++;
        }
        return i;
    }

    void read(Lines lines) throws IOException {
        try (JsonParser parser = mapper.createParser(lines.rest())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && holdsRecords(parser.currentName())) {
                    records(parser);
                } else if (token == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableInput(
                    file + ":" + e.getLocation().getLineNr() + ":"
                            + e.getLocation().getColumnNr() + ": malformed JSON: " + e.getOriginalMessage(),
                    e);
        }
        writers.flush();
    }

    private static boolean holdsRecords(@org.jspecify.annotations.Nullable String name) {
        return name == null || CONTAINERS.contains(name);
    }

    private void records(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            long line = parser.currentTokenLocation().getLineNr();
            JsonNode record = mapper.readTree(parser);
            if (record.has("scopeLogs")) {
                OtlpLogs.flatten(record).forEach(each -> hand(each, line));
            } else {
                hand(record.isArray() ? insights(record) : record, line);
            }
        }
    }

    /// Logs Insights: a record is a list of `{field, value}`.
    private static JsonNode insights(JsonNode fields) {
        ObjectNode record = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        for (JsonNode field : fields) {
            record.set(field.path("field").asText(), field.path("value"));
        }
        return record;
    }

    private void hand(JsonNode record, long line) {
        String inner = record.has("@message")
                ? record.path("@message").asText()
                : record.has("ingestionTime") || record.has("logStreamName")
                        ? record.path("message").asText()
                        : "";
        byte[] bytes = inner.isEmpty() ? Ascii.bytes(record.toString()) : Ascii.bytes(inner.strip());
        Wrapper.Unwrapped u = new Wrapper.Unwrapped();
        u.reset(bytes, 0, bytes.length);
        if (!inner.isEmpty()) {
            u.several = true;
            u.time = time(record.has("@timestamp") ? record.path("@timestamp") : record.path("timestamp"));
        }
        writers.unwrapped(u, line);
    }

    private long time(JsonNode node) {
        byte[] text = Ascii.bytes(node.asText());
        return stamps.at(text, 0, text.length) ? stamps.micros : LogRecord.NO_TIME;
    }
}
