package io.explainerror;

import io.explainerror.evaluate.DifferenceText;
import io.explainerror.evaluate.Evaluation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tells the log what an edit does to the judgements of labelled incidents. Edits that come faster than incidents are
/// judged are told together.
final class EditSummary {
    private static final Logger LOG = System.getLogger(EditSummary.class.getName());

    /// Signals of an incident take some 100 kB; those of more incidents are found anew after each edit.
    private static final int INCIDENTS = 1_000;

    private final Path dataset;
    private final Trial trial;
    private final AtomicReference<@Nullable Edition> expected = new AtomicReference<>();
    private @Nullable Edition told;

    /// @throws io.explainerror.model.ProblemException.UnreadableInput when the dataset has no incidents
    EditSummary(Chain chain, Path dataset) {
        this.dataset = dataset;
        this.trial = new Trial(chain, new Shelf(chain, INCIDENTS));
        Evaluation.bundles(dataset);
    }

    /// An edition has come into force.
    void expect(Edition edition) {
        expected.set(edition);
    }

    /// Compares the edition in force with the one that was told of last; on one thread, since it takes its time.
    void tell() {
        Edition now = expected.get();
        Edition before = told;
        told = now;
        if (now == null || before == null || now.equals(before)) {
            return;
        }
        try {
            LOG.log(
                    Level.INFO,
                    "what the edit does to the incidents of {0}:\n{1}",
                    dataset,
                    DifferenceText.plain(trial.difference(before, now, dataset, _ -> {})));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what the edit does to the incidents of {0} cannot be told: {1}", dataset, e);
        }
    }
}
