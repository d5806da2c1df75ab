package io.explainerror.report;

import io.explainerror.model.Judgement;

/// A way to show a judgement. Implementations are pure functions of it and safe for use by many threads.
@FunctionalInterface
public interface Report {
    /// The whole report, ending with a line break.
    String render(Judgement judgement);
}
