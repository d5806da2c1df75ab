package io.explainerror.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/// An evaluation for programs.
public final class EvaluationJson {
    private EvaluationJson() {}

    /// One JSON object, indented.
    public static String render(Evaluation evaluation) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeFieldName("scores");
            scores(json, evaluation.scores());
            groups(json, "parts", evaluation.byPart());
            groups(json, "patterns", evaluation.byPattern());
            groups(json, "stacks", evaluation.byStack());
            confusion(json, evaluation.confusion());
            json.writeArrayFieldStart("incidents");
            for (Outcome outcome : evaluation.outcomes()) {
                outcome(json, outcome);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    static void scores(JsonGenerator json, Scores scores) throws IOException {
        json.writeStartObject();
        json.writeNumberField("incidents", scores.incidents());
        number(json, "pattern", scores.pattern());
        number(json, "service", scores.service());
        number(json, "both", scores.both());
        number(json, "topThree", scores.topThree());
        json.writeNumberField("falseAlarms", scores.falseAlarms());
        number(json, "unknown", scores.unknown());
        number(json, "brier", scores.reliability().brier());
        number(json, "calibrationError", scores.reliability().error());
        json.writeArrayFieldStart("reliability");
        for (Reliability.Bin bin : scores.reliability().bins()) {
            json.writeStartObject();
            number(json, "from", bin.from());
            json.writeNumberField("count", bin.count());
            number(json, "confidence", bin.confidence());
            number(json, "accuracy", bin.accuracy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void groups(JsonGenerator json, String name, Map<String, Scores> groups) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Scores> group : groups.entrySet()) {
            json.writeFieldName(group.getKey());
            scores(json, group.getValue());
        }
        json.writeEndObject();
    }

    private static void confusion(JsonGenerator json, Map<String, Map<String, Long>> confusion) throws IOException {
        json.writeObjectFieldStart("confusion");
        for (Map.Entry<String, Map<String, Long>> row : confusion.entrySet()) {
            json.writeObjectFieldStart(row.getKey());
            for (Map.Entry<String, Long> cell : row.getValue().entrySet()) {
                json.writeNumberField(cell.getKey(), cell.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", outcome.id());
        json.writeStringField("expectedPattern", outcome.truth().pattern());
        json.writeStringField("expectedService", outcome.truth().service());
        json.writeStringField("pattern", outcome.judgement().pattern());
        json.writeStringField("service", outcome.judgement().service());
        json.writeStringField("verdict", outcome.judgement().verdict().name());
        number(json, "confidence", outcome.judgement().confidence());
        json.writeBooleanField("patternRight", outcome.patternRight());
        json.writeBooleanField("serviceRight", outcome.serviceRight());
        json.writeNumberField("millis", outcome.took().toMillis());
        json.writeEndObject();
    }

    static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeNumberField(name, Math.round(value * 10_000) / 10_000.0);
    }
}
