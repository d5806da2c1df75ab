package io.explainerror;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What stands in the rule folder beside what judgements need.
///
/// @param sources rules as they are written, by name
/// @param recipes titles of recipes, by id
public record Library(SortedMap<String, String> sources, SortedMap<String, String> recipes) {
    /// An empty folder.
    public static final Library EMPTY = new Library(new TreeMap<>(), new TreeMap<>());

    public Library {
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        recipes = Collections.unmodifiableSortedMap(new TreeMap<>(recipes));
    }
}
