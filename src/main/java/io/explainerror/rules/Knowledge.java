package io.explainerror.rules;

import io.explainerror.model.Calibration;
import io.explainerror.signal.Recognisers;

/// One version of everything that judgements rest on. Immutable: whoever holds it judges by one version from start to
/// end, whatever is saved meanwhile.
///
/// @param files       what it was made of
/// @param rules       patterns and their rules
/// @param recognisers what turns log records into symptoms
/// @param calibration how sure weights make us
public record Knowledge(RuleFiles files, RuleBase rules, Recognisers recognisers, Calibration calibration) {

    /// Checks and compiles a rule folder.
    ///
    /// @throws RuleProblems with everything that is wrong, in all catalogues
    public static Knowledge compile(RuleFiles files) {
        Problems problems = new Problems();
        Recognisers recognisers = Recognisers.compile(files.texts());
        recognisers.problems().forEach(problems::add);
        Calibration calibration = CalibrationFile.read(files, problems);
        try {
            RuleBase rules = RuleBase.compile(files);
            problems.throwIfAny();
            return new Knowledge(files, rules, recognisers, calibration);
        } catch (RuleProblems e) {
            e.problems().forEach(problems::add);
            throw new RuleProblems(problems.sorted());
        }
    }

    /// SHA-256 of the files.
    public String version() {
        return rules.version();
    }
}
