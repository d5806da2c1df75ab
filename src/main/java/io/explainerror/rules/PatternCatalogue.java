package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemKind;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What `patterns/*.yaml` say: one pattern a file, its id being the file's name.
///
/// @param patterns by id
/// @param recipes  ids of the recipes that would confirm a pattern, by pattern id
public record PatternCatalogue(SortedMap<String, Pattern> patterns, SortedMap<String, List<String>> recipes) {
    public PatternCatalogue {
        patterns = Collections.unmodifiableSortedMap(new TreeMap<>(patterns));
        recipes = Collections.unmodifiableSortedMap(new TreeMap<>(recipes));
    }

    /// Reads all pattern files.
    ///
    /// @throws RuleProblems with everything that is wrong in them
    public static PatternCatalogue parse(RuleFiles files) {
        Problems problems = new Problems();
        PatternCatalogue catalogue = parse(files, Set.of(), problems);
        problems.throwIfAny();
        return catalogue;
    }

    /// @param known ids of the recipes that exist, empty when the folder has none: then any is fine
    static PatternCatalogue parse(RuleFiles files, Set<String> known, Problems problems) {
        SortedMap<String, Pattern> patterns = new TreeMap<>();
        SortedMap<String, List<String>> recipes = new TreeMap<>();
        PatternFile reader = new PatternFile(known, problems);
        files.in("patterns", ".yaml").forEach((file, yaml) -> {
            String id = file.substring("patterns/".length(), file.length() - ".yaml".length());
            reader.read(id, file, yaml).ifPresent(pattern -> {
                patterns.put(id, pattern);
                recipes.put(id, pattern.recipes());
            });
        });
        PatternCatalogue catalogue = new PatternCatalogue(patterns, recipes);
        // with a broken file among them, "unknown pattern" may only mean "the one that is broken"
        if (problems.none()) {
            catalogue.checkNeighbours(files, problems);
        }
        return catalogue;
    }

    private void checkNeighbours(RuleFiles files, Problems problems) {
        patterns.forEach((id, pattern) -> {
            for (Pattern.Neighbour neighbour : pattern.neighbours()) {
                if (!patterns.containsKey(neighbour.pattern())) {
                    String file = "patterns/" + id + ".yaml";
                    problems.add(
                            ProblemKind.UNKNOWN_PATTERN,
                            SourceText.placeOf(file, files.texts().getOrDefault(file, ""), neighbour.pattern(), 1),
                            "unknown neighbour pattern `" + neighbour.pattern() + "`: there is no file patterns/"
                                    + neighbour.pattern() + ".yaml."
                                    + DidYouMean.hint(neighbour.pattern(), patterns.keySet()));
                }
            }
        });
    }
}
