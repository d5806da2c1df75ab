package io.explainerror.rules;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.Pattern;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What `patterns/*.yaml` say: one pattern a file, its id being the file's name.
///
/// @param patterns by id
/// @param recipes  ids of the recipes that would confirm a pattern, by pattern id
public record PatternCatalogue(SortedMap<String, Pattern> patterns, SortedMap<String, List<String>> recipes) {
    private static final Set<String> KEYS = Set.of(
            "title",
            "definition",
            "prior",
            "classification",
            "severity",
            "actionSignal",
            "neighbours",
            "actions",
            "avoid",
            "recipes");
    private static final Set<String> SEVERITIES = Set.of("low", "medium", "high", "critical");
    private static final double MAX_PRIOR = 10;

    public PatternCatalogue {
        patterns = Collections.unmodifiableSortedMap(new TreeMap<>(patterns));
        recipes = Collections.unmodifiableSortedMap(new TreeMap<>(recipes));
    }

    /// Reads all pattern files.
    ///
    /// @throws RuleProblems with everything that is wrong in them
    public static PatternCatalogue parse(RuleFiles files) {
        Problems problems = new Problems();
        PatternCatalogue catalogue = parse(files, problems);
        problems.throwIfAny();
        return catalogue;
    }

    static PatternCatalogue parse(RuleFiles files, Problems problems) {
        SortedMap<String, Pattern> patterns = new TreeMap<>();
        SortedMap<String, List<String>> recipes = new TreeMap<>();
        files.in("patterns", ".yaml").forEach((file, yaml) -> {
            String id = file.substring("patterns/".length(), file.length() - ".yaml".length());
            try {
                CatalogueNode node = CatalogueNode.parse(file, yaml);
                patterns.put(id, pattern(id, node));
                recipes.put(
                        id, node.optional("recipes").map(CatalogueNode::texts).orElse(List.of()));
            } catch (CatalogueException e) {
                problems.add(e.problem());
            }
        });
        PatternCatalogue catalogue = new PatternCatalogue(patterns, recipes);
        // with a broken file among them, "unknown pattern" may only mean "the one that is broken"
        if (problems.none()) {
            catalogue.checkNeighbours(files, problems);
        }
        return catalogue;
    }

    private static Pattern pattern(String id, CatalogueNode node) {
        only(KEYS, node);
        return new Pattern(
                id,
                node.required("title").text(),
                node.required("definition").text(),
                node.optional("prior").map(PatternCatalogue::prior).orElse(0.0),
                each(node, "neighbours", PatternCatalogue::neighbour),
                each(node, "actions", PatternCatalogue::action),
                each(node, "avoid", PatternCatalogue::avoid),
                node.optional("recipes").map(CatalogueNode::texts).orElse(List.of()),
                triage(node));
    }

    private static Pattern.Triage triage(CatalogueNode node) {
        Pattern.Triage otherwise = Pattern.Triage.UNKNOWN;
        String severity = node.text("severity", otherwise.severity());
        if (!SEVERITIES.contains(severity)) {
            throw node.required("severity")
                    .problem("unknown severity `" + severity + "`." + DidYouMean.hint(severity, SEVERITIES));
        }
        return new Pattern.Triage(
                node.text("classification", otherwise.classification()),
                severity,
                node.text("actionSignal", otherwise.actionSignal()));
    }

    private static double prior(CatalogueNode node) {
        double prior = node.number();
        if (!(Math.abs(prior) <= MAX_PRIOR)) {
            throw node.problem("expected log-odds from -10 to 10, but received `" + node.text() + "`");
        }
        return prior;
    }

    private static Pattern.Neighbour neighbour(CatalogueNode node) {
        only(Set.of("pattern", "difference"), node);
        return new Pattern.Neighbour(
                node.required("pattern").text(), node.required("difference").text());
    }

    private static Pattern.Action action(CatalogueNode node) {
        only(Set.of("do", "why", "needs"), node);
        return new Pattern.Action(
                node.required("do").text(), node.required("why").text(), node.text("needs", ""));
    }

    private static Pattern.Avoid avoid(CatalogueNode node) {
        only(Set.of("dont", "why"), node);
        return new Pattern.Avoid(
                node.required("dont").text(), node.required("why").text());
    }

    private static <T> List<T> each(CatalogueNode node, String key, Function<CatalogueNode, T> read) {
        return node.optional(key).map(CatalogueNode::list).orElse(List.of()).stream()
                .map(read)
                .toList();
    }

    private static void only(Set<String> known, CatalogueNode node) {
        for (Map.Entry<String, CatalogueNode> entry : node.map().entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue()
                        .problem("unknown key `" + entry.getKey() + "`." + DidYouMean.hint(entry.getKey(), known));
            }
        }
    }

    private void checkNeighbours(RuleFiles files, Problems problems) {
        patterns.forEach((id, pattern) -> {
            for (Pattern.Neighbour neighbour : pattern.neighbours()) {
                if (!patterns.containsKey(neighbour.pattern())) {
                    String file = "patterns/" + id + ".yaml";
                    problems.add(
                            SourceText.placeOf(file, files.texts().getOrDefault(file, ""), neighbour.pattern(), 1),
                            "unknown neighbour pattern `" + neighbour.pattern() + "`: there is no file patterns/"
                                    + neighbour.pattern() + ".yaml."
                                    + DidYouMean.hint(neighbour.pattern(), patterns.keySet()));
                }
            }
        });
    }
}
