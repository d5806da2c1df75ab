package io.explainerror.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// Problems of the rules as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines.
///
/// Every kind of problem is a rule of the tool, found by its id. A problem without a place stands at the first line of
/// its file, since readers of SARIF expect one.
public final class ProblemsSarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private ProblemsSarif() {}

    /// One SARIF log with one run.
    ///
    /// @param version of the program
    public static String render(List<FoundProblem> problems, String version) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            tool(json, version);
            json.writeStringField("columnKind", "utf16CodeUnits");
            json.writeArrayFieldStart("results");
            for (FoundProblem found : problems) {
                result(json, found);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("problems could not be written to memory", e);
        }
        return out.append('\n').toString();
    }

    private static void tool(JsonGenerator json, String version) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "ExplainError");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (ProblemKind kind : ProblemKind.values()) {
            json.writeStartObject();
            json.writeStringField("id", kind.id());
            text(json, "shortDescription", kind.id().replace('-', ' '));
            text(json, "fullDescription", kind.help());
            text(json, "help", kind.help());
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", kind.level().id());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, FoundProblem found) throws IOException {
        CatalogueProblem problem = found.problem();
        json.writeStartObject();
        json.writeStringField("ruleId", problem.kind().id());
        json.writeStringField("level", problem.kind().level().id());
        text(json, "message", problem.message());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(found.path()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", Math.max(1, problem.line()));
        if (problem.line() > 0 && problem.column() > 0) {
            json.writeNumberField("startColumn", problem.column());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /// Relative where the path is; blanks and the like are escaped.
    private static String uri(String path) {
        try {
            return path.startsWith("/")
                    ? new URI("file", "", path, null).toASCIIString()
                    : new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("every path can be written as a URI", e);
        }
    }
}
