package io.explainerror;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.ruletest.TestRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

    /// What is wrong with a rule folder: its errors, else what is probably not meant though it works.
    ///
    /// @param edits texts that replace or join the folder's files, by name relative to it
    List<CatalogueProblem> check(Path rules, Map<String, String> edits);

    /// Judges the situations of rule tests by a rule folder.
    ///
    /// @param tests files, or folders of `*.yaml`
    /// @throws io.explainerror.model.ProblemException.BrokenRules     when the rules do not compile
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when the tests cannot be read
    TestRun test(Path rules, List<Path> tests);
}
