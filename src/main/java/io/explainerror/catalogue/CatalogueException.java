package io.explainerror.catalogue;

import io.explainerror.model.CatalogueProblem;

/// A catalogue file is not what it should be.
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CatalogueProblem problem;

    public CatalogueException(CatalogueProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /// Where and what.
    public CatalogueProblem problem() {
        return problem;
    }
}
