package io.explainerror.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.explainerror.model.Judgement;
import io.explainerror.model.SourceLine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The JSON form of a judgement: the contract of other people's scripts, described by
/// `META-INF/explainerror/judgement.schema.json`. Every field is always there, in this order; what is not known is
/// `null`, "" or an empty list. Fractions have at most four decimals, instants are ISO 8601 in UTC.
public final class JudgementJson implements Report {
    private static final int DECIMALS = 4;

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private final boolean pretty;

    private JudgementJson(boolean pretty) {
        this.pretty = pretty;
    }

    /// One field a line, indented by two spaces.
    public static JudgementJson pretty() {
        return new JudgementJson(true);
    }

    /// All on one line.
    public static JudgementJson compact() {
        return new JudgementJson(false);
    }

    @Override
    public String render(Judgement judgement) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(out)) {
            if (pretty) {
                json.setPrettyPrinter(printer());
            }
            write(json, judgement);
        } catch (IOException e) {
            throw new UncheckedIOException("a judgement could not be written to memory", e);
        }
        return out.append('\n').toString();
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return printer;
    }

    private static void write(JsonGenerator json, Judgement j) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", j.id());
        json.writeObjectFieldStart("rules");
        json.writeStringField("version", j.rules());
        json.writeEndObject();
        input(json, j.input());
        instant(json, "onset", j.onset());
        json.writeStringField("pattern", j.pattern());
        json.writeStringField("service", j.service());
        json.writeStringField("verdict", j.verdict().name());
        number(json, "confidence", j.confidence());
        json.writeStringField("summary", j.summary());
        each(json, "evidence", j.evidence(), JudgementJson::evidence);
        each(json, "against", j.against(), JudgementJson::evidence);
        each(json, "missing", j.missing(), JudgementJson::missing);
        each(json, "alternatives", j.alternatives(), JudgementJson::alternative);
        each(json, "chain", j.chain(), (out, link) -> {
            out.writeStringField("pattern", link.pattern());
            out.writeStringField("service", link.service());
            out.writeStringField("says", link.says());
        });
        each(json, "actions", j.actions(), (out, action) -> {
            out.writeStringField("do", action.does());
            out.writeStringField("why", action.why());
        });
        each(json, "avoid", j.avoid(), (out, avoid) -> {
            out.writeStringField("dont", avoid.dont());
            out.writeStringField("why", avoid.why());
        });
        each(json, "recipes", j.recipes(), JudgementJson::recipe);
        each(json, "timeline", j.timeline(), (out, entry) -> {
            out.writeStringField("time", entry.time().toString());
            out.writeStringField("service", entry.service());
            out.writeStringField("says", entry.says());
        });
        json.writeObjectFieldStart("stats");
        for (var stat : j.stats().entrySet()) {
            number(json, stat.getKey(), stat.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void input(JsonGenerator json, Judgement.Input input) throws IOException {
        json.writeObjectFieldStart("input");
        json.writeStringField("digest", input.digest());
        json.writeNumberField("lines", input.lines());
        json.writeNumberField("unparsed", input.unparsed());
        instant(json, "from", input.from());
        instant(json, "to", input.to());
        texts(json, "warnings", input.warnings());
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, Judgement.Evidence evidence) throws IOException {
        json.writeStringField("rule", evidence.rule());
        json.writeStringField("pattern", evidence.pattern());
        number(json, "weight", evidence.weight());
        json.writeStringField("says", evidence.says());
        json.writeStringField("service", evidence.service());
        texts(json, "signals", evidence.signals());
        each(json, "lines", evidence.lines(), JudgementJson::line);
    }

    private static void line(JsonGenerator json, SourceLine line) throws IOException {
        json.writeStringField("file", line.file());
        json.writeNumberField("line", line.line());
        json.writeStringField("text", line.text());
    }

    private static void missing(JsonGenerator json, Judgement.Missing missing) throws IOException {
        json.writeStringField("rule", missing.rule());
        json.writeStringField("says", missing.says());
        number(json, "weight", missing.weight());
        number(json, "confidenceIf", missing.confidenceIf());
        json.writeStringField("recipe", missing.recipe());
        json.writeStringField("pattern", missing.pattern());
    }

    private static void alternative(JsonGenerator json, Judgement.Alternative alternative) throws IOException {
        json.writeStringField("pattern", alternative.pattern());
        json.writeStringField("service", alternative.service());
        number(json, "confidence", alternative.confidence());
        json.writeStringField("says", alternative.says());
    }

    private static void recipe(JsonGenerator json, Judgement.Recipe recipe) throws IOException {
        json.writeStringField("tool", recipe.tool());
        json.writeStringField("title", recipe.title());
        json.writeStringField("query", recipe.query());
        json.writeStringField("id", recipe.id());
    }

    private interface Fields<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    private static <T> void each(JsonGenerator json, String name, List<T> values, Fields<T> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            fields.write(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void instant(JsonGenerator json, String name, Optional<Instant> instant) throws IOException {
        if (instant.isPresent()) {
            json.writeStringField(name, instant.get().toString());
        } else {
            json.writeNullField(name);
        }
    }

    // JSON has no NaN and no infinity: what cannot be said is null.
    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNullField(name);
            return;
        }
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        json.writeFieldName(name);
        json.writeNumber(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }
}
