package io.explainerror.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The recognisers as they stand in a rule folder.
final class RuleFolder {
    private RuleFolder() {}

    static Recognisers recognisers(Path folder) throws IOException {
        return Recognisers.compile(files(folder));
    }

    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder.resolve("recognisers"))) {
            List<Path> yaml =
                    paths.filter(path -> path.toString().endsWith(".yaml")).toList();
            for (Path path : yaml) {
                files.put("recognisers/" + path.getFileName(), Files.readString(path));
            }
        }
        return files;
    }
}
