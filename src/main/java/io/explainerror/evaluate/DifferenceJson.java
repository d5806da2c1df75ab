package io.explainerror.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.explainerror.model.Judgement;
import io.explainerror.rules.RuleChanges;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// A difference for programs.
public final class DifferenceJson {
    private DifferenceJson() {}

    /// One JSON object, indented. `judgements` lists every incident whose pattern, service, verdict or visible
    /// confidence changed.
    public static String render(Difference difference) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("before", difference.before());
            json.writeStringField("after", difference.after());
            rules(json, difference.rules());
            json.writeNumberField("incidents", difference.pairs().size());
            json.writeArrayFieldStart("judgements");
            for (Difference.Pair pair : difference.pairs()) {
                if (pair.otherAnswer() || pair.otherConfidence()) {
                    pair(json, pair);
                }
            }
            json.writeEndArray();
            json.writeObjectFieldStart("scores");
            json.writeFieldName("before");
            EvaluationJson.scores(json, difference.scoresBefore());
            json.writeFieldName("after");
            EvaluationJson.scores(json, difference.scoresAfter());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    private static void rules(JsonGenerator json, RuleChanges changes) throws IOException {
        json.writeArrayFieldStart("rules");
        for (RuleChanges.Changed each : changes.rules()) {
            json.writeStartObject();
            json.writeStringField("kind", each.kind().toString());
            json.writeStringField("rule", each.rule().name());
            json.writeStringField("pattern", each.rule().pattern());
            json.writeStringField("file", each.rule().file());
            json.writeNumberField("line", each.rule().line());
            json.writeArrayFieldStart("what");
            for (String what : each.what()) {
                json.writeString(what);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (RuleChanges.ChangedFile each : changes.files()) {
            json.writeStartObject();
            json.writeStringField("kind", each.kind().toString());
            json.writeStringField("name", each.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void pair(JsonGenerator json, Difference.Pair pair) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", pair.before().id());
        json.writeStringField("expectedPattern", pair.before().truth().pattern());
        json.writeStringField("expectedService", pair.before().truth().service());
        judgement(json, "before", pair.before());
        judgement(json, "after", pair.after());
        json.writeStringField("effect", pair.effect());
        json.writeEndObject();
    }

    private static void judgement(JsonGenerator json, String name, Outcome outcome) throws IOException {
        Judgement judgement = outcome.judgement();
        json.writeObjectFieldStart(name);
        json.writeStringField("pattern", judgement.pattern());
        json.writeStringField("service", judgement.service());
        json.writeStringField("verdict", judgement.verdict().name());
        EvaluationJson.number(json, "confidence", judgement.confidence());
        json.writeBooleanField("right", outcome.bothRight());
        json.writeEndObject();
    }
}
