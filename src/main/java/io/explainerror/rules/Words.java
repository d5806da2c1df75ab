package io.explainerror.rules;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.model.Pattern;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// The words of the catalogues that rules may name, and the texts with which rules compare properties.
///
/// @param kinds    symptom kinds, empty when the folder declares none: then any is fine
/// @param patterns pattern ids, with the two that need no file
/// @param recipes  recipe ids, empty when the folder has no recipes: then any is fine
/// @param literals texts by `Type.property`, filled while rules are read, by several threads: what sample facts must
/// carry to pass
record Words(Set<String> kinds, Set<String> patterns, Set<String> recipes, Map<String, SortedSet<String>> literals) {
    static final String KINDS_FILE = "recognisers/kinds.yaml";

    /// No words at all.
    static final Words NONE = new Words(Set.of(), Set.of(), Set.of(), Map.of());

    /// Patterns count by their files' names, so that a broken one does not make every rule about it wrong.
    static Words of(RuleFiles files, Problems problems) {
        SortedSet<String> patterns = new TreeSet<>();
        for (String file : files.in("patterns", ".yaml").keySet()) {
            patterns.add(file.substring("patterns/".length(), file.length() - ".yaml".length()));
        }
        patterns.add(Pattern.HEALTHY);
        patterns.add(Pattern.UNKNOWN);
        return new Words(kinds(files, problems), patterns, recipes(files, problems), new ConcurrentHashMap<>());
    }

    /// The same catalogues for one who reads beside others, with comparisons of his own.
    Words alone() {
        return new Words(kinds, patterns, recipes, new ConcurrentHashMap<>());
    }

    boolean sameCatalogues(Words other) {
        return kinds.equals(other.kinds) && patterns.equals(other.patterns) && recipes.equals(other.recipes);
    }

    void comparedToo(Words other) {
        other.literals.forEach((property, texts) -> texts.forEach(text -> compared(property, text)));
    }

    void compared(String property, String literal) {
        literals.computeIfAbsent(property, _ -> new ConcurrentSkipListSet<>()).add(literal);
    }

    private static Set<String> kinds(RuleFiles files, Problems problems) {
        String yaml = files.texts().get(KINDS_FILE);
        try {
            return yaml == null
                    ? Set.of()
                    : CatalogueNode.parse(KINDS_FILE, yaml).map().keySet();
        } catch (CatalogueException e) {
            problems.add(e.problem());
            return Set.of();
        }
    }

    /// Ids only: what a recipe is made of is the business of those who print it.
    private static Set<String> recipes(RuleFiles files, Problems problems) {
        SortedSet<String> ids = new TreeSet<>();
        files.in("recipes", ".yaml").forEach((file, yaml) -> {
            try {
                CatalogueNode root = CatalogueNode.parse(file, yaml);
                if (root.isList()) {
                    root.list().forEach(recipe -> ids.add(recipe.required("id").text()));
                } else if (root.optional("id").isPresent()) {
                    ids.add(root.required("id").text());
                } else {
                    ids.addAll(root.map().keySet());
                }
            } catch (CatalogueException e) {
                problems.add(e.problem());
            }
        });
        return ids;
    }
}
