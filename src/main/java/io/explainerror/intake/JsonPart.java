package io.explainerror.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A value of a JSON document that knows where it stands, so that complaints can say it.
///
/// @param file  the document, as the user knows it
/// @param field path of this value in it, "" for the document itself
record JsonPart(String file, String field, JsonNode node) {
    static JsonPart parse(String file, byte[] json) {
        if (new String(json, StandardCharsets.UTF_8).isBlank()) {
            throw new UnreadableInput(file + ": is empty; expected JSON");
        }
        try {
            return new JsonPart(file, "", new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            String where =
                    ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw new UnreadableInput(file + where + ": malformed JSON: " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UnreadableInput(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    UnreadableInput wrong(String expected) {
        String place = field.isEmpty() ? file : file + ": " + field;
        return new UnreadableInput(place + ": expected " + expected + ", received " + received());
    }

    private String received() {
        String kind =
                switch (node.getNodeType()) {
                    case ARRAY -> "a list";
                    case OBJECT -> "an object";
                    case STRING -> "the text";
                    case NUMBER -> "the number";
                    case BOOLEAN -> "the truth value";
                    case NULL -> "null";
                    case MISSING -> "nothing";
                    case BINARY, POJO -> "something else";
                };
        if (node.isNull() || node.isMissingNode()) {
            return kind;
        }
        String text = node.toString();
        return kind + " " + (text.length() > 60 ? text.substring(0, 57) + "..." : text);
    }

    JsonPart at(String key) {
        JsonNode value = node.path(key);
        return new JsonPart(file, field.isEmpty() ? key : field + "." + key, value);
    }

    boolean absent() {
        return node.isMissingNode() || node.isNull();
    }

    JsonPart object(String expected) {
        if (!node.isObject()) {
            throw wrong(expected);
        }
        return this;
    }

    List<JsonPart> list(String expected) {
        if (!node.isArray()) {
            throw wrong(expected);
        }
        List<JsonPart> parts = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            parts.add(new JsonPart(file, field + "[" + i + "]", node.get(i)));
        }
        return parts;
    }

    /// The text; "" when absent.
    String text() {
        if (absent()) {
            return "";
        }
        if (!node.isTextual() && !node.isNumber()) {
            throw wrong("a text");
        }
        return node.asText();
    }

    String required() {
        if (absent()) {
            throw wrong("a text");
        }
        return text();
    }

    double number() {
        if (!node.isNumber()) {
            throw wrong("a number");
        }
        return node.doubleValue();
    }

    /// ISO 8601 or epoch seconds, milliseconds, microseconds or nanoseconds, as microseconds.
    long micros() {
        if (node.isNumber() && node.doubleValue() > 0) {
            double value = node.doubleValue();
            if (value < 1e11) {
                return Math.round(value * 1e6);
            }
            return Dates.epochMicros(
                    node.longValue(), Long.toString(node.longValue()).length());
        }
        if (node.isTextual()) {
            byte[] b = Ascii.bytes(node.textValue().strip());
            Stamps stamps = new Stamps(Instant.EPOCH);
            if (stamps.at(b, 0, b.length) && stamps.end == b.length) {
                return stamps.micros;
            }
        }
        throw wrong("a time (ISO 8601, or epoch seconds or milliseconds)");
    }

    Instant instant() {
        long micros = micros();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
