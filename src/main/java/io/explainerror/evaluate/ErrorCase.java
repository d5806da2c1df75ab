package io.explainerror.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A single error text with what it should be taken for: a file of `dataset/errors`.
///
/// @param id               the file's name
/// @param text             what was printed
/// @param classification   what programs should take it for
/// @param notActionSignals what programs must not be told to do
public record ErrorCase(String id, String text, String classification, List<String> notActionSignals) {
    public ErrorCase {
        notActionSignals = List.copyOf(notActionSignals);
    }

    /// The cases of a folder, by name; empty when it holds no JSON file.
    ///
    /// @throws UnreadableInput when a JSON file is no case
    public static List<ErrorCase> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(ErrorCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UnreadableInput(folder + ": expected a folder of error texts: " + e.getMessage(), e);
        }
    }

    private static ErrorCase of(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            List<String> forbidden = new ArrayList<>();
            json.at("/expect/notActionSignal").forEach(signal -> forbidden.add(signal.asText()));
            return new ErrorCase(
                    String.valueOf(file.getFileName()),
                    text(file, json, "/request/text"),
                    text(file, json, "/expect/classification"),
                    forbidden);
        } catch (IOException e) {
            throw new UnreadableInput(file + ": expected a JSON object with request and expect: " + e.getMessage(), e);
        }
    }

    private static String text(Path file, JsonNode json, String path) {
        JsonNode value = json.at(path);
        if (!value.isTextual()) {
            throw new UnreadableInput(
                    "%s: expected a text in `%s`, but received %s".formatted(file, path.substring(1), value));
        }
        return value.textValue();
    }
}
