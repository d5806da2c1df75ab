package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
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

    void add(ProblemKind kind, Place place, String message) {
        add(new CatalogueProblem(kind, place.file(), place.line(), place.column(), message));
    }

    void add(Place place, Refused refused) {
        add(refused.kind(), place, refused.why());
    }

    /// How many errors.
    long errors() {
        return found.stream().filter(CatalogueProblem::isError).count();
    }

    /// Whether no error was found.
    boolean none() {
        return errors() == 0;
    }

    /// Everything, in the order of files and lines.
    List<CatalogueProblem> sorted() {
        return found.stream().sorted(IN_ORDER).toList();
    }

    /// What does not keep the rules from being loaded.
    List<CatalogueProblem> lints() {
        return sorted().stream().filter(problem -> !problem.isError()).toList();
    }

    /// @throws RuleProblems with the errors, if there is one
    void throwIfAny() {
        if (!none()) {
            throw new RuleProblems(
                    sorted().stream().filter(CatalogueProblem::isError).toList());
        }
    }
}
