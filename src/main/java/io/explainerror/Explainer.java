package io.explainerror;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Judgement;
import io.explainerror.model.Signal;
import java.util.List;
import java.util.Map;

/// The chain as its faces see it: a question in, a judgement out. Thread-safe.
///
/// Every method throws a [io.explainerror.model.ProblemException] whose message is meant for the asker.
public interface Explainer extends AutoCloseable {
    /// Reads the material and judges it.
    Judgement explain(Question question);

    /// Judges signals that somebody else found.
    Judgement explainSignals(List<Signal> signals);

    /// The rule base in use and how its reloads went.
    Knowledge knowledge();

    /// What would be wrong with the rule base if these files were saved; empty when they would be accepted. Nothing is
    /// changed.
    ///
    /// @param edits texts by name relative to the rule folder, e.g. `patterns/disk-full.drl`
    List<CatalogueProblem> check(Map<String, String> edits);

    /// Stops following the rule folder.
    @Override
    default void close() {}
}
