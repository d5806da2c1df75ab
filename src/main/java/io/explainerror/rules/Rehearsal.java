package io.explainerror.rules;

import io.explainerror.model.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a fresh rule base on sample facts, so that a rule that fails does so now, and not in the night.
final class Rehearsal {
    /// The first run is slow: every expression is analysed then.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Words words;
    private final RuleBase base;

    Rehearsal(Words words, RuleBase base) {
        this.words = words;
        this.base = base;
    }

    void check(List<DrlFile.Checked> files, Problems problems) {
        List<io.explainerror.model.Signal> samples = new SampleFacts(words).all();
        Throwable failure = failure(base, samples);
        if (failure == null) {
            return;
        }
        problems.add(
                new Place(files.isEmpty() ? "patterns" : files.getFirst().name(), 0, 0),
                String.valueOf(failure.getMessage()));
    }

    private static @Nullable Throwable failure(RuleBase base, List<io.explainerror.model.Signal> samples) {
        try {
            base.fire(samples, LIMIT);
            return null;
        } catch (ProblemException.BudgetExceeded e) {
            return e;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
