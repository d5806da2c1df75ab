package io.explainerror.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.explainerror.evaluate.ErrorEvaluation.Classified;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Classified error texts for people and for programs.
public final class ErrorReport {
    private ErrorReport() {}

    /// Plain text for a terminal.
    public static String plain(ErrorEvaluation evaluation) {
        return text(evaluation, new Page(false));
    }

    /// Markdown for a page.
    public static String markdown(ErrorEvaluation evaluation) {
        return text(evaluation, new Page(true));
    }

    private static String text(ErrorEvaluation evaluation, Page page) {
        page.heading("Error texts");
        page.table(
                List.of("figure", "value"),
                List.of(
                        List.of("texts", Integer.toString(evaluation.outcomes().size())),
                        List.of("classification right", Page.percent(evaluation.accuracy())),
                        List.of(
                                "harmful action signals",
                                Integer.toString(evaluation.harmful().size()))));
        page.heading("Misses");
        if (evaluation.misses().isEmpty()) {
            page.line("none");
        }
        for (Classified miss : evaluation.misses()) {
            page.line("%s: expected %s, but received %s (%s, %s)"
                    .formatted(
                            miss.expected().id(),
                            miss.expected().classification(),
                            miss.answer().triage().classification(),
                            miss.answer().pattern(),
                            Page.number(miss.answer().confidence())));
        }
        for (Classified harm : evaluation.harmful()) {
            page.line("%s: the action signal must not be %s"
                    .formatted(harm.expected().id(), harm.answer().actionSignal()));
        }
        return page.toString();
    }

    /// One JSON object, indented.
    public static String json(ErrorEvaluation evaluation) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("texts", evaluation.outcomes().size());
            json.writeNumberField("accuracy", Math.round(evaluation.accuracy() * 10_000) / 10_000.0);
            json.writeNumberField("harmful", evaluation.harmful().size());
            json.writeArrayFieldStart("outcomes");
            for (Classified outcome : evaluation.outcomes()) {
                json.writeStartObject();
                json.writeStringField("id", outcome.expected().id());
                json.writeStringField("expected", outcome.expected().classification());
                json.writeStringField(
                        "classification", outcome.answer().triage().classification());
                json.writeStringField("pattern", outcome.answer().pattern());
                json.writeNumberField("confidence", outcome.answer().confidence());
                json.writeStringField("actionSignal", outcome.answer().actionSignal());
                json.writeBooleanField("right", outcome.right());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }
}
