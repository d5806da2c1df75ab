package io.explainerror.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.explainerror.evaluate.CalibrationFit.Quality;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A fit for people and for programs.
public final class CalibrationReport {
    /// People look at those that are farthest off.
    private static final int RULES = 40;

    private CalibrationReport() {}

    /// Plain text for a terminal.
    public static String text(CalibrationFit fit) {
        Page page = new Page(false);
        page.heading("Temperature");
        page.line(String.format(
                Locale.ROOT,
                "%.3f is in force, %.3f fits %d incidents best",
                fit.written(),
                fit.fitted(),
                fit.incidents()));
        fit.groups()
                .forEach((group, temperature) ->
                        page.line(String.format(Locale.ROOT, "%.3f without the incidents of %s", temperature, group)));
        page.heading("Confidence");
        page.table(
                List.of("", "log loss", "Brier", "calibration error"),
                List.of(
                        row("in force", fit.before()),
                        row("fitted", fit.after()),
                        row("fitted on the other groups", fit.crossed())));
        List<RuleRecord> shown = fit.rules().stream()
                .filter(rule -> rule.fired() >= RuleRecord.ENOUGH)
                .limit(RULES)
                .toList();
        page.heading(
                "Rules whose weight is farthest from what these incidents suggest (fired in %d or more; all: --format json)"
                        .formatted(RuleRecord.ENOUGH));
        page.table(
                List.of("rule", "right", "wrong", "weight", "suggested", "pattern"),
                shown.stream().map(CalibrationReport::row).toList());
        return page.toString();
    }

    private static List<String> row(String name, Quality quality) {
        return List.of(
                name, Page.number(quality.surprise()), Page.number(quality.brier()), Page.number(quality.error()));
    }

    private static List<String> row(RuleRecord each) {
        return List.of(
                each.rule().name(),
                Integer.toString(each.right()),
                Integer.toString(each.wrong()),
                String.format(Locale.ROOT, "%+.1f", each.rule().weight()),
                String.format(Locale.ROOT, "%+.1f", each.suggested()),
                each.rule().pattern());
    }

    /// One JSON object, indented.
    public static String json(CalibrationFit fit) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("incidents", fit.incidents());
            json.writeNumberField("temperature", fit.written());
            json.writeNumberField("fitted", fit.fitted());
            json.writeObjectFieldStart("fittedWithout");
            for (Map.Entry<String, Double> group : fit.groups().entrySet()) {
                number(json, group.getKey(), group.getValue());
            }
            json.writeEndObject();
            quality(json, "inForce", fit.before());
            quality(json, "afterFit", fit.after());
            quality(json, "afterFitOnOtherGroups", fit.crossed());
            json.writeArrayFieldStart("rules");
            for (RuleRecord each : fit.rules()) {
                json.writeStartObject();
                json.writeStringField("rule", each.rule().name());
                json.writeStringField("pattern", each.rule().pattern());
                json.writeNumberField("right", each.right());
                json.writeNumberField("wrong", each.wrong());
                json.writeNumberField("weight", each.rule().weight());
                number(json, "suggested", each.suggested());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    private static void quality(JsonGenerator json, String name, Quality quality) throws IOException {
        json.writeObjectFieldStart(name);
        number(json, "logLoss", quality.surprise());
        number(json, "brier", quality.brier());
        number(json, "calibrationError", quality.error());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeNumberField(name, Math.round(value * 10_000) / 10_000.0);
    }
}
