package io.explainerror.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was really wrong in a recorded incident.
///
/// @param pattern        the pattern's id
/// @param service        the service at fault
/// @param alsoAcceptable other patterns that are right as well
/// @param stack          the software it was recorded on
public record Truth(String pattern, String service, List<String> alsoAcceptable, List<String> stack) {
    /// The file of a bundle that holds it.
    public static final String FILE = "truth.json";

    public Truth {
        alsoAcceptable = List.copyOf(alsoAcceptable);
        stack = List.copyOf(stack);
    }

    /// Reads the truth of a bundle.
    ///
    /// @throws UnreadableInput when it is missing or not as `dataset/README.md` describes it
    public static Truth of(Path bundle) {
        Path file = bundle.resolve(FILE);
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            return new Truth(
                    text(file, json, "pattern"),
                    text(file, json, "service"),
                    texts(json.path("also_acceptable")),
                    texts(json.path("stack")));
        } catch (IOException e) {
            throw new UnreadableInput(file + ": expected a JSON object with pattern and service: " + e.getMessage(), e);
        }
    }

    /// Whether a pattern answers the incident.
    boolean accepts(String answer) {
        return answer.equals(pattern) || alsoAcceptable.contains(answer);
    }

    private static String text(Path file, JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new UnreadableInput("%s: expected a text in `%s`, but received %s".formatted(file, field, value));
        }
        return value.textValue();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(n -> texts.add(n.asText()));
        return texts;
    }
}
