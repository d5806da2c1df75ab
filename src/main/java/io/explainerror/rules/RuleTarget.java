package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// What somebody wants to have checked: a rule folder, some of its files, or a file that lies elsewhere and would be
/// saved there.
///
/// @param source the rules
/// @param wanted names of files and prefixes of names, relative to the folder; empty for all
/// @param loose  files that lie elsewhere, by the name they would have in the folder
public record RuleTarget(RuleSource source, Set<String> wanted, SortedMap<String, Path> loose) {
    private static final Set<String> PARTS = Set.of("patterns", "recognisers", "recipes");

    public RuleTarget {
        wanted = Set.copyOf(wanted);
        loose = Collections.unmodifiableSortedMap(new TreeMap<>(loose));
    }

    /// All of the rules.
    public static RuleTarget all(RuleSource source) {
        return new RuleTarget(source, Set.of(), new TreeMap<>());
    }

    /// Sorts paths by the rules they belong to.
    ///
    /// @param otherwise the rules of `.drl` files that lie in none
    /// @throws UnreadableInput when a path does not exist or is no part of a rule folder
    public static List<RuleTarget> of(List<Path> paths, Supplier<RuleSource> otherwise) {
        Map<RuleSource, RuleTarget> bySource = new LinkedHashMap<>();
        for (Path path : paths) {
            RuleTarget one = of(path, otherwise);
            bySource.merge(one.source, one, RuleTarget::with);
        }
        return List.copyOf(bySource.values());
    }

    private RuleTarget with(RuleTarget more) {
        Set<String> both = new TreeSet<>(wanted);
        both.addAll(more.wanted);
        SortedMap<String, Path> elsewhere = new TreeMap<>(loose);
        elsewhere.putAll(more.loose);
        return new RuleTarget(source, wanted.isEmpty() || more.wanted.isEmpty() ? Set.of() : both, elsewhere);
    }

    private static RuleTarget of(Path path, Supplier<RuleSource> otherwise) {
        if (!Files.exists(path)) {
            throw new UnreadableInput(path + ": there is no such file or folder");
        }
        return Files.isDirectory(path) ? folder(path) : file(path, otherwise);
    }

    private static RuleTarget folder(Path path) {
        if (PARTS.stream().anyMatch(part -> Files.isDirectory(path.resolve(part)))) {
            return all(new RuleSource.Folder(path));
        }
        String name = name(path);
        if (PARTS.contains(name)) {
            return new RuleTarget(new RuleSource.Folder(above(path)), Set.of(name + "/"), new TreeMap<>());
        }
        throw new UnreadableInput(
                path + ": expected a rule folder with patterns/ and recognisers/, or one of these" + testsHint(path));
    }

    private static RuleTarget file(Path path, Supplier<RuleSource> otherwise) {
        Path folder = above(path);
        String part = name(folder);
        String name = name(path);
        if (PARTS.contains(part) && (name.endsWith(".yaml") || name.endsWith(".drl"))) {
            return new RuleTarget(new RuleSource.Folder(above(folder)), Set.of(part + "/" + name), new TreeMap<>());
        }
        if (name.equals(CalibrationFile.NAME)) {
            return new RuleTarget(new RuleSource.Folder(folder), Set.of(name), new TreeMap<>());
        }
        if (name.endsWith(".drl")) {
            String saved = "patterns/" + name;
            return new RuleTarget(otherwise.get(), Set.of(saved), new TreeMap<>(Map.of(saved, path)));
        }
        throw new UnreadableInput(path + ": expected a .drl file, or a .yaml file in a folder called recognisers,"
                + " patterns or recipes" + testsHint(folder));
    }

    private static String testsHint(Path folder) {
        return name(folder).equals("tests") ? "; rule tests are read by `explainerror rules test`" : "";
    }

    /// The texts of the files that lie elsewhere.
    ///
    /// @throws UnreadableInput when one cannot be read
    public Map<String, String> edits() {
        Map<String, String> texts = new TreeMap<>();
        loose.forEach((name, path) -> {
            try {
                texts.put(name, Files.readString(path));
            } catch (IOException e) {
                throw new UnreadableInput(path + ": cannot be read as UTF-8 text", e);
            }
        });
        return texts;
    }

    /// Whether a problem stands in what is to be checked. What concerns the folder as such always does.
    public boolean concerns(CatalogueProblem problem) {
        String file = problem.file();
        return wanted.isEmpty()
                || file.indexOf('.') < 0
                || wanted.stream().anyMatch(name -> name.endsWith("/") ? file.startsWith(name) : file.equals(name));
    }

    /// The rule folder as the user would type it; empty for the rules that are part of the program.
    public Optional<String> named() {
        return source.path().map(Path::toString);
    }

    /// Where a file of the folder lies, as the user named it.
    public Path pathOf(String file) {
        return loose.getOrDefault(
                file, source.path().map(folder -> folder.resolve(file)).orElse(Path.of(file)));
    }

    private static Path above(Path path) {
        Path parent = path.getParent();
        if (parent != null) {
            return parent;
        }
        Path absolute = path.toAbsolutePath().getParent();
        return path.toString().isEmpty() || absolute == null ? Path.of("..") : Path.of("");
    }

    private static String name(Path path) {
        return String.valueOf(path.toAbsolutePath().normalize().getFileName());
    }
}
