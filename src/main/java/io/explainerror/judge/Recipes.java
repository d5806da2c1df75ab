package io.explainerror.judge;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.model.Judgement;
import io.explainerror.model.ProblemKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The search queries of `rules/recipes/*.yaml`, each a list of
///
/// ```yaml
/// - id: database-latency
///   title: How long do statements take in the database of {service}?
///   queries:
///     cloudwatch: |
///       fields @timestamp, @message | filter @message like "duration:" ...
///     grep: grep -n 'duration:' logs/*.log
/// ```
///
/// with any of the tools `cloudwatch`, `loki`, `elasticsearch`, `splunk`, `grep` and the placeholders `{service}`,
/// `{peer}`, `{from}`, `{to}`, `{literal}`. A query that needs a value nobody knows is left out of an answer.
public final class Recipes {
    /// No recipes at all.
    public static final Recipes NONE = new Recipes(new TreeMap<>());

    private static final Set<String> KEYS = Set.of("id", "title", "queries");

    private final SortedMap<String, Recipe> byId;

    private record Recipe(String title, Map<Tool, QueryTemplate> queries) {}

    private Recipes(SortedMap<String, Recipe> byId) {
        this.byId = byId;
    }

    /// Reads recipe files.
    ///
    /// @param files each a list of recipes
    /// @throws CatalogueException at the first unknown key, tool or placeholder, or id that stands twice
    public static Recipes read(Collection<CatalogueNode> files) {
        return read(files, e -> {
            throw e;
        });
    }

    /// Reads recipe files and goes on after a recipe with a mistake.
    ///
    /// @param files each a list of recipes
    /// @param mistaken is told of each mistake
    public static Recipes read(Collection<CatalogueNode> files, Consumer<CatalogueException> mistaken) {
        SortedMap<String, Recipe> byId = new TreeMap<>();
        for (CatalogueNode file : files) {
            try {
                for (CatalogueNode entry : file.list()) {
                    add(byId, entry, mistaken);
                }
            } catch (CatalogueException e) {
                mistaken.accept(e);
            }
        }
        return new Recipes(byId);
    }

    private static void add(
            SortedMap<String, Recipe> byId, CatalogueNode entry, Consumer<CatalogueException> mistaken) {
        try {
            entry.map(KEYS);
            CatalogueNode id = entry.required("id");
            if (byId.put(id.text(), recipe(entry)) != null) {
                throw id.problem(
                        ProblemKind.DUPLICATE_ID,
                        "the recipe `" + id.text() + "` is already defined: choose another id");
            }
        } catch (CatalogueException e) {
            mistaken.accept(e);
        }
    }

    private static Recipe recipe(CatalogueNode entry) {
        CatalogueNode title = entry.required("title");
        QueryTemplate.checkPlaceholders(title);
        Map<Tool, QueryTemplate> queries = new EnumMap<>(Tool.class);
        entry.required("queries").map(Set.copyOf(Tool.ids())).forEach((name, query) -> {
            Tool tool = Tool.byId(name).orElseThrow();
            queries.put(tool, QueryTemplate.read(tool, query));
        });
        return new Recipe(title.text(), queries);
    }

    /// The ids of all recipes.
    public SortedSet<String> ids() {
        return new TreeSet<>(byId.keySet());
    }

    /// What they are called, by id; with placeholders.
    public SortedMap<String, String> titles() {
        SortedMap<String, String> titles = new TreeMap<>();
        byId.forEach((id, recipe) -> titles.put(id, recipe.title()));
        return titles;
    }

    /// The queries of some recipes, filled. Ids that nobody defined are passed over: the rule folder has none.
    List<Judgement.Recipe> fill(Collection<String> ids, QueryValues values) {
        List<Judgement.Recipe> filled = new ArrayList<>();
        for (String id : ids) {
            Recipe recipe = byId.get(id);
            if (recipe != null) {
                String title = new Wording(values.service(), values.peer()).fill(recipe.title());
                recipe.queries().forEach((tool, query) -> query.fill(values)
                        .ifPresent(text -> filled.add(new Judgement.Recipe(id, tool.id(), title, text))));
            }
        }
        return filled;
    }
}
