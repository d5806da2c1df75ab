package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Judgement;
import io.explainerror.model.Signal;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/// The chain as its faces see it: an incident in, a judgement out. Thread-safe.
///
/// Every method throws a [io.explainerror.model.ProblemException] whose message is meant for the asker.
public interface Explainer extends AutoCloseable {
    /// Reads the incident's logs and judges it.
    ///
    /// @param progress is told how many bytes were read since it was last told, by the threads that read
    Judgement explain(Incident incident, Hints hints, LongConsumer progress);

    /// The same for who does not watch.
    default Judgement explain(Incident incident, Hints hints) {
        return explain(incident, hints, _ -> {});
    }

    /// Judges signals that somebody else found.
    Judgement explainSignals(List<Signal> signals);

    /// The rule base in use and how its reloads went.
    Knowledge knowledge();

    /// What would be wrong with the rule base if these files were saved: they would be accepted when no error is among
    /// it. Nothing is changed.
    ///
    /// @param edits texts by name relative to the rule folder, e.g. `patterns/disk-full.drl`
    List<CatalogueProblem> check(Map<String, String> edits);

    /// Stops following the rule folder.
    @Override
    default void close() {}
}
