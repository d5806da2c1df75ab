package io.explainerror;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A bundle folder as the one document that the service takes.
final class BundleJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BundleJson() {}

    /// Its logs are named as the command line names them.
    ///
    /// @param bundle relative to the top folder of the project
    static String of(Path bundle) throws IOException {
        Path folder = Launched.HOME.resolve(bundle);
        ObjectNode document = JSON.createObjectNode();
        ArrayNode logs = document.putArray("logs");
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            for (Path log : files.sorted().toList()) {
                logs.addObject()
                        .put(
                                "name",
                                bundle.resolve("logs")
                                        .resolve(log.getFileName())
                                        .toString())
                        .put("text", Files.readString(log, StandardCharsets.UTF_8));
            }
        }
        for (String part : List.of("metrics", "changes", "alert")) {
            Path file = folder.resolve(part + ".json");
            if (Files.exists(file)) {
                document.set(part, JSON.readTree(file.toFile()));
            }
        }
        return document.toString();
    }
}
