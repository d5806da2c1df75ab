package io.explainerror;

import io.explainerror.evaluate.Difference;
import io.explainerror.evaluate.Hits;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.rules.RuleSource;
import io.explainerror.ruletest.TestRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes explainers out of rules.
public interface Workshop {
    /// Compiles rules once; edits after that are not seen.
    ///
    /// @throws io.explainerror.model.ProblemException.BrokenRules when it does not compile
    Explainer open(RuleSource rules);

    /// Compiles rules and follows the edits of their folder until it is closed; a broken edit keeps the rules before
    /// it.
    ///
    /// @param dataset labelled incidents: after each edit the log tells what it does to their judgements
    /// @throws io.explainerror.model.ProblemException.BrokenRules when it does not compile now
    Explainer watch(RuleSource rules, Optional<Path> dataset);

    /// Compiles a version of the rules that is kept, or that the rules are in now.
    ///
    /// @param version its sha-256, or enough of its beginning, at least six digits
    /// @throws io.explainerror.model.ProblemException.UnknownVersion when nobody keeps it
    /// @throws io.explainerror.model.ProblemException.BrokenRules    when this program does not compile it
    Explainer open(RuleSource rules, String version);

    /// In how many labelled incidents each rule fired, and whether it was right.
    ///
    /// @param progress is told each incident's id when it is judged
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when there are none
    Hits.Count hits(RuleSource rules, Path dataset, Consumer<String> progress);

    /// What lies between two versions of the rules, judged by labelled incidents.
    ///
    /// @param before a rule folder, or a version that is kept
    /// @param after  the same
    /// @throws io.explainerror.model.ProblemException.UnknownVersion when it is neither
    /// @throws io.explainerror.model.ProblemException.BrokenRules    when one of them does not compile
    Difference difference(String before, String after, Path dataset, Consumer<String> progress);

    /// What is wrong with rules: their errors, else what is probably not meant though it works.
    ///
    /// @param edits texts that replace or join the files, by name relative to the rule folder
    List<CatalogueProblem> check(RuleSource rules, Map<String, String> edits);

    /// Writes a temperature into the calibration of a rule folder.
    ///
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when it cannot be written
    void calibrate(RuleSource rules, double temperature);

    /// Judges the situations of rule tests by rules.
    ///
    /// @param tests files, or folders of `*.yaml`
    /// @throws io.explainerror.model.ProblemException.BrokenRules     when the rules do not compile
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when the tests cannot be read
    TestRun test(RuleSource rules, List<Path> tests);

    /// Writes the rules that are part of the program to a folder, where they can be edited.
    ///
    /// @param overwrite whether files of the same names may be replaced; other files are never touched
    /// @return how many files were written
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when the folder cannot be used
    int export(Path folder, boolean overwrite);
}
