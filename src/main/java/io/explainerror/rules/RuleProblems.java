package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/// A rule folder is not usable. Carries everything that is wrong with it, so that one look mends it all.
public final class RuleProblems extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<CatalogueProblem> problems;

    /// @param problems at least one
    public RuleProblems(List<CatalogueProblem> problems) {
        super(problems.stream().map(CatalogueProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// These problems in the order of files and lines.
    public static RuleProblems inOrder(List<CatalogueProblem> problems) {
        Problems sorted = new Problems();
        problems.forEach(sorted::add);
        return new RuleProblems(sorted.sorted());
    }

    /// What is wrong, in the order of files and lines.
    public List<CatalogueProblem> problems() {
        return problems;
    }

    /// The same for callers that speak to the user: exit code 3.
    public ProblemException.BrokenRules brokenRules() {
        return new ProblemException.BrokenRules("the rules do not compile:\n" + getMessage());
    }
}
