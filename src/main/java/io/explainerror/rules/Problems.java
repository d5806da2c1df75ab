package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong while a rule folder is being checked, so that the user hears of everything at once.
final class Problems {
    private static final Comparator<CatalogueProblem> IN_ORDER = Comparator.comparing(CatalogueProblem::file)
            .thenComparingInt(CatalogueProblem::line)
            .thenComparingInt(CatalogueProblem::column)
            .thenComparing(CatalogueProblem::message);

    private final List<CatalogueProblem> found = new ArrayList<>();

    void add(CatalogueProblem problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    void add(Place place, String message) {
        add(new CatalogueProblem(place.file(), place.line(), place.column(), message));
    }

    int count() {
        return found.size();
    }

    boolean none() {
        return found.isEmpty();
    }

    List<CatalogueProblem> sorted() {
        return found.stream().sorted(IN_ORDER).toList();
    }

    void throwIfAny() {
        if (!none()) {
            throw new RuleProblems(sorted());
        }
    }
}
