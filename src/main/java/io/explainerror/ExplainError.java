package io.explainerror;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException.BrokenRules;
import java.nio.file.Path;
import java.util.List;

/// The chain, composed.
public final class ExplainError implements Workshop {
    @Override
    public Explainer open(Path rules) {
        throw new BrokenRules(rules + ": the chain is not composed yet");
    }

    @Override
    public Explainer watch(Path rules) {
        return open(rules);
    }

    @Override
    public List<CatalogueProblem> check(Path rules) {
        return List.of(new CatalogueProblem("patterns", 0, 0, "the chain is not composed yet"));
    }
}
