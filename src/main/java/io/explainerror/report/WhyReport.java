package io.explainerror.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.explainerror.judge.SignalWords;
import io.explainerror.model.Firing;
import io.explainerror.rules.Why;
import io.explainerror.rules.Why.Gap;
import io.explainerror.rules.Why.Said;
import io.explainerror.rules.Why.Trial;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Every rule of one pattern, fired or not, for people and for programs.
public final class WhyReport {
    private WhyReport() {}

    /// Plain text for a terminal.
    public static String text(Why why) {
        long fired = why.trials().stream().filter(Trial::fired).count();
        StringBuilder text = new StringBuilder("%s: %d of %d rules fired%n"
                .formatted(why.pattern(), fired, why.trials().size()));
        why.trials().forEach(trial -> text(trial, text));
        return text.toString();
    }

    private static void text(Trial trial, StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "%n%s %+.1f  %s  (%s:%d)%n",
                trial.fired() ? "fired " : "silent",
                trial.rule().weight(),
                trial.rule().name(),
                trial.rule().file(),
                trial.rule().line()));
        for (Said said : trial.says()) {
            text.append("         ").append(where(said)).append(said.sentence()).append('\n');
        }
        trial.gap().ifPresent(gap -> text(gap, text));
    }

    private static String where(Said said) {
        return said.service().isEmpty() || said.service().equals(Firing.ANYWHERE) ? "" : said.service() + ": ";
    }

    private static void text(Gap gap, StringBuilder text) {
        text.append("         no match for condition ")
                .append(gap.number())
                .append(": ")
                .append(gap.condition())
                .append('\n');
        if (!gap.near().isEmpty()) {
            text.append("         ").append(gap.near());
            gap.nearest()
                    .ifPresent(signal ->
                            text.append(" (").append(SignalWords.of(signal)).append(')'));
            text.append('\n');
        }
    }

    /// One JSON object, indented.
    public static String json(Why why) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("pattern", why.pattern());
            json.writeArrayFieldStart("rules");
            for (Trial trial : why.trials()) {
                json(trial, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.append('\n').toString();
    }

    private static void json(Trial trial, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", trial.rule().name());
        json.writeNumberField("weight", trial.rule().weight());
        json.writeStringField("file", trial.rule().file());
        json.writeNumberField("line", trial.rule().line());
        json.writeBooleanField("fired", trial.fired());
        json.writeArrayFieldStart("says");
        for (Said said : trial.says()) {
            json.writeStartObject();
            json.writeStringField("service", said.service().equals(Firing.ANYWHERE) ? "" : said.service());
            json.writeStringField("says", said.sentence());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (trial.gap().isPresent()) {
            Gap gap = trial.gap().get();
            json.writeObjectFieldStart("unmatched");
            json.writeNumberField("number", gap.number());
            json.writeStringField("condition", gap.condition());
            json.writeStringField("near", gap.near());
            json.writeStringField("nearest", gap.nearest().map(SignalWords::of).orElse(""));
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
