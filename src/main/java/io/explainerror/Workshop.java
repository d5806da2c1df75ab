package io.explainerror;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.ruletest.TestRun;
import java.nio.file.Path;
import java.util.List;

/// Makes explainers out of rule folders.
public interface Workshop {
    /// Compiles a rule folder once; edits after that are not seen.
    ///
    /// @throws io.explainerror.model.ProblemException.BrokenRules when it does not compile
    Explainer open(Path rules);

    /// Compiles a rule folder and follows its edits until it is closed; a broken edit keeps the rules before it.
    ///
    /// @throws io.explainerror.model.ProblemException.BrokenRules when it does not compile now
    Explainer watch(Path rules);

    /// Everything that is wrong with a rule folder, empty when nothing is.
    List<CatalogueProblem> check(Path rules);

    /// Writes a temperature into the calibration of a rule folder.
    ///
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when it cannot be written
    void calibrate(Path rules, double temperature);

    /// Judges the situations of rule tests by a rule folder.
    ///
    /// @param tests files, or folders of `*.yaml`
    /// @throws io.explainerror.model.ProblemException.BrokenRules     when the rules do not compile
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when the tests cannot be read
    TestRun test(Path rules, List<Path> tests);
}
