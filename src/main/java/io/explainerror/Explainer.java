package io.explainerror;

import io.explainerror.model.Judgement;
import io.explainerror.model.Signal;
import java.util.List;

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

    /// Stops following the rule folder.
    @Override
    default void close() {}
}
