package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A rule folder on disk: `recognisers/*.yaml`, `patterns/*.{yaml,drl}`, `recipes/*.yaml`, `calibration.yaml`,
/// `tests/*.yaml`.
///
/// Symbolic links are followed, so that `rules -> releases/7` and mounted ConfigMaps work. Hidden files and what
/// editors leave behind are not read.
///
/// @param path may be a symbolic link; need not exist before it is read
public record RuleFolder(Path path) {
    /// Most bytes of one file: 4 MiB.
    public static final int MAX_FILE = 4 * 1024 * 1024;

    /// Most bytes of all files together: 32 MiB.
    public static final int MAX_TOTAL = 32 * 1024 * 1024;

    /// Most files.
    public static final int MAX_FILES = 2_000;

    private static final Map<String, Set<String>> FOLDERS = Map.of(
            "recognisers", Set.of(".yaml"),
            "patterns", Set.of(".yaml", ".drl"),
            "recipes", Set.of(".yaml"),
            "tests", Set.of(".yaml"));

    /// Reads the files.
    ///
    /// @throws RuleProblems when it is no folder, a file cannot be read or is no UTF-8, or the limits are exceeded
    public RuleFiles read() {
        Map<String, String> texts = new HashMap<>();
        long total = 0;
        for (Map.Entry<String, Path> file : files().entrySet()) {
            String text = text(file.getKey(), file.getValue());
            total += text.length();
            if (total > MAX_TOTAL) {
                throw problem("", "the rule files are larger than 32 MiB together");
            }
            texts.put(file.getKey(), text);
        }
        return RuleFiles.of(texts);
    }

    /// The files it is made of, by name relative to the folder.
    SortedMap<String, Path> files() {
        if (!Files.isDirectory(path)) {
            throw problem("", "expected a rule folder with patterns/ and recognisers/, but there is no folder " + path);
        }
        SortedMap<String, Path> files = new TreeMap<>();
        FOLDERS.forEach((folder, extensions) -> {
            for (Path file : list(path.resolve(folder))) {
                if (extensions.stream().anyMatch(name(file)::endsWith)) {
                    files.put(folder + "/" + name(file), file);
                }
            }
        });
        Path calibration = path.resolve(CalibrationFile.NAME);
        if (Files.isRegularFile(calibration)) {
            files.put(CalibrationFile.NAME, calibration);
        }
        if (files.size() > MAX_FILES) {
            throw problem("", "the rule folder has more than " + MAX_FILES + " files");
        }
        return files;
    }

    /// The folder and its sub-folders that exist.
    List<Path> folders() {
        return Stream.concat(Stream.of(path), FOLDERS.keySet().stream().sorted().map(path::resolve))
                .filter(Files::isDirectory)
                .toList();
    }

    private List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(file -> isRule(name(file)) && Files.isRegularFile(file))
                    .forEach(found::add);
        } catch (IOException e) {
            throw problem(name(folder), "cannot be listed: " + e.getMessage());
        }
        return found;
    }

    /// Not `.x`, `..data`, `x~`, `#x#`: hidden files, and what editors write beside the real one. (`4913`, with which
    /// vim tests a folder, has no extension of ours.)
    private static boolean isRule(String name) {
        return !name.startsWith(".") && !name.startsWith("#") && !name.endsWith("~") && !name.endsWith(".swp");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String text(String name, Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE + 1);
        } catch (IOException e) {
            throw problem(name, "cannot be read: " + e);
        }
        if (bytes.length > MAX_FILE) {
            throw problem(name, "the file is larger than 4 MiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problem(name, "the file is not UTF-8");
        }
    }

    private static RuleProblems problem(String file, String message) {
        return new RuleProblems(
                List.of(new CatalogueProblem(ProblemKind.UNREADABLE, file.isEmpty() ? "rules" : file, 0, 0, message)));
    }
}
