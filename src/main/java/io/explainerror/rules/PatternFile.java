package io.explainerror.rules;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads one `patterns/<pattern>.yaml` and goes on after a mistake, so that all of them are told.
final class PatternFile {
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

    private final Set<String> recipes;
    private final Problems problems;

    /// @param recipes ids that exist, empty when the folder has none: then any is fine
    PatternFile(Set<String> recipes, Problems problems) {
        this.recipes = recipes;
        this.problems = problems;
    }

    /// Empty when there are problems.
    Optional<Pattern> read(String id, String file, String yaml) {
        long before = problems.errors();
        Pattern none = new Pattern(id, "", "", 0, List.of(), List.of(), List.of(), List.of(), Pattern.Triage.UNKNOWN);
        Pattern pattern = or(none, () -> pattern(id, CatalogueNode.parse(file, yaml)));
        return problems.errors() == before ? Optional.of(pattern) : Optional.empty();
    }

    private Pattern pattern(String id, CatalogueNode node) {
        only(KEYS, node);
        return new Pattern(
                id,
                or("", () -> node.required("title").text()),
                or("", () -> node.required("definition").text()),
                or(0.0, () -> node.optional("prior").map(PatternFile::prior).orElse(0.0)),
                each(node, "neighbours", this::neighbour),
                each(node, "actions", this::action),
                each(node, "avoid", this::avoid),
                or(List.of(), () -> recipes(node)),
                or(Pattern.Triage.UNKNOWN, () -> triage(node)));
    }

    private List<String> recipes(CatalogueNode node) {
        Optional<CatalogueNode> named = node.optional("recipes");
        List<String> ids = named.map(CatalogueNode::texts).orElse(List.of());
        if (!recipes.isEmpty()) {
            named.filter(CatalogueNode::isList).ifPresent(list -> list.list().forEach(this::known));
            named.filter(one -> !one.isList()).ifPresent(this::known);
        }
        return ids;
    }

    private void known(CatalogueNode recipe) {
        if (!recipes.contains(recipe.text())) {
            problems.add(recipe.problem(
                            ProblemKind.UNKNOWN_RECIPE,
                            "unknown recipe `" + recipe.text() + "`." + DidYouMean.hint(recipe.text(), recipes))
                    .problem());
        }
    }

    private static Pattern.Triage triage(CatalogueNode node) {
        Pattern.Triage otherwise = Pattern.Triage.UNKNOWN;
        String severity = node.text("severity", otherwise.severity());
        if (!SEVERITIES.contains(severity)) {
            throw node.required("severity")
                    .problem(
                            ProblemKind.UNKNOWN_CONSTANT,
                            "unknown severity `" + severity + "`." + DidYouMean.hint(severity, SEVERITIES));
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

    private Pattern.Neighbour neighbour(CatalogueNode node) {
        only(Set.of("pattern", "difference"), node);
        return new Pattern.Neighbour(
                node.required("pattern").text(), node.required("difference").text());
    }

    private Pattern.Action action(CatalogueNode node) {
        only(Set.of("do", "why", "needs"), node);
        return new Pattern.Action(
                node.required("do").text(), node.required("why").text(), node.text("needs", ""));
    }

    private Pattern.Avoid avoid(CatalogueNode node) {
        only(Set.of("dont", "why"), node);
        return new Pattern.Avoid(
                node.required("dont").text(), node.required("why").text());
    }

    private <T> List<T> each(CatalogueNode node, String key, Function<CatalogueNode, T> read) {
        List<CatalogueNode> entries =
                or(List.of(), () -> node.optional(key).map(CatalogueNode::list).orElse(List.of()));
        return entries.stream()
                .flatMap(entry -> or(Optional.<T>empty(), () -> Optional.of(read.apply(entry))).stream())
                .toList();
    }

    private void only(Set<String> known, CatalogueNode node) {
        for (Map.Entry<String, CatalogueNode> entry : node.map().entrySet()) {
            if (!known.contains(entry.getKey())) {
                problems.add(entry.getValue()
                        .problem(
                                ProblemKind.UNKNOWN_KEY,
                                "unknown key `" + entry.getKey() + "`." + DidYouMean.hint(entry.getKey(), known))
                        .problem());
            }
        }
    }

    private <T> T or(T otherwise, Supplier<T> read) {
        try {
            return read.get();
        } catch (CatalogueException e) {
            problems.add(e.problem());
            return otherwise;
        }
    }
}
