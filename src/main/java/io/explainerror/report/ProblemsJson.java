package io.explainerror.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Problems of the rules for scripts: `{"errors", "warnings", "notes", "problems": [{"id", "severity", "file", "path",
/// "line", "column", "message", "help"}]}`. Lines and columns are 1-based, 0 when there is none.
public final class ProblemsJson {
    private ProblemsJson() {}

    /// One JSON object, indented.
    public static String render(List<FoundProblem> problems) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            for (Level level : Level.values()) {
                json.writeNumberField(level.id() + "s", count(problems, level));
            }
            json.writeArrayFieldStart("problems");
            for (FoundProblem found : problems) {
                problem(json, found);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("problems could not be written to memory", e);
        }
        return out.append('\n').toString();
    }

    private static long count(List<FoundProblem> problems, Level level) {
        return problems.stream()
                .filter(found -> found.problem().kind().level() == level)
                .count();
    }

    private static void problem(JsonGenerator json, FoundProblem found) throws IOException {
        CatalogueProblem problem = found.problem();
        json.writeStartObject();
        json.writeStringField("id", problem.kind().id());
        json.writeStringField("severity", problem.kind().level().id());
        json.writeStringField("file", problem.file());
        json.writeStringField("path", found.path());
        json.writeNumberField("line", problem.line());
        json.writeNumberField("column", problem.column());
        json.writeStringField("message", problem.message());
        json.writeStringField("help", problem.kind().help());
        json.writeEndObject();
    }
}
