package io.explainerror;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleProblems;
import io.explainerror.ruletest.Outcome;
import io.explainerror.ruletest.RuleTests;
import io.explainerror.ruletest.TestRun;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What an edition must pass before it may judge: the tests in its folder.
final class Examination {
    private static final Logger LOG = System.getLogger(Examination.class.getName());

    /// As many bundles of tests are kept in memory.
    private static final int BUNDLES = 64;

    private final Path folder;
    private final Chain chain;
    private final Shelf shelf;

    /// @param folder the rule folder: bundles of tests are looked for from there
    Examination(Path folder, Chain chain) {
        this.folder = folder;
        this.chain = chain;
        this.shelf = new Shelf(chain, BUNDLES);
    }

    /// @throws RuleProblems with everything that does not come out as it must
    void examine(Edition edition, RuleFiles files) {
        RuleTests tests = RuleTests.of(folder, files.tests(), Courtroom.vocabulary(edition.knowledge()));
        List<CatalogueProblem> problems = new ArrayList<>(tests.problems());
        if (problems.isEmpty()) {
            TestRun run = tests.run(new Courtroom(chain, shelf, edition));
            run.failures().forEach(failure -> problems.add(problem(failure)));
            LOG.log(
                    Level.DEBUG,
                    "{0} rule tests run, {1} left out because their bundles are not here",
                    run.outcomes().size(),
                    tests.leftOut());
        }
        if (!problems.isEmpty()) {
            throw new RuleProblems(problems);
        }
    }

    private static CatalogueProblem problem(Outcome failure) {
        return new CatalogueProblem(
                failure.test().file(),
                failure.test().line(),
                0,
                "rule test \"" + failure.test().name() + "\" fails: " + String.join("; ", failure.failures()));
    }
}
